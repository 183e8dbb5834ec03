package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.template.syntax.Statement;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code for}. */
final class Loops {
    private static final int DEEPEST = 200;

    private Loops() {}

    static void run(Statement.For loop, TemplateScope frame, RenderedOutput out, int depth) {
        run(loop, Evaluator.evaluate(loop.iterable(), frame), frame, out, depth);
    }

    private static void run(Statement.For loop, Value iterable, TemplateScope frame, RenderedOutput out, int depth) {
        if (depth > DEEPEST) {
            throw Operators.type("this loop calls itself too often");
        }
        List<Value> items = filtered(loop, items(loop, iterable, frame), frame);
        if (items.isEmpty()) {
            StatementRunner.all(loop.otherwise(), frame.inner(), out);
            return;
        }
        var state = new LoopValue(items, depth, inner -> recursion(loop, inner, frame, depth));
        while (state.next()) {
            TemplateScope body = frame.inner();
            body.set("loop", state);
            Targets.assign(loop.target(), state.item(), body);
            if (StatementRunner.all(loop.body(), body, out) == StatementRunner.Flow.BREAK) {
                return;
            }
        }
    }

    private static Value recursion(Statement.For loop, Value iterable, TemplateScope frame, int depth) {
        if (!loop.recursive()) {
            throw Operators.type("this loop cannot be called: it is not `recursive`");
        }
        var out = new RenderedOutput();
        run(loop, iterable, frame, out, depth + 1);
        return out.text();
    }

    private static List<Value> items(Statement.For loop, Value iterable, TemplateScope frame) {
        try {
            List<Value> items = Evaluator.iterate(iterable);
            // A body that appends to the list it goes through must not make the loop endless.
            return iterable instanceof ListValue && !(items instanceof LiveList) ? items : new ArrayList<>(items);
        } catch (DeployException e) {
            throw frame.located(e, loop.iterable().offset());
        }
    }

    private static List<Value> filtered(Statement.For loop, List<Value> items, TemplateScope frame) {
        if (loop.filter().isEmpty()) {
            return items;
        }
        var kept = new ArrayList<Value>();
        for (Value item : items) {
            TemplateScope inner = frame.inner();
            Targets.assign(loop.target(), item, inner);
            if (StatementRunner.holds(loop.filter().get(), inner)) {
                kept.add(item);
            }
        }
        return kept;
    }
}

package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.template.syntax.Expression;
import com.foobar.deploy.template.syntax.Statement;
import com.foobar.deploy.template.syntax.Statement.Assignment;
import com.foobar.deploy.template.syntax.Statement.Branch;
import com.foobar.deploy.template.syntax.Template;
import com.foobar.deploy.template.syntax.TemplateParser;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Runs the statements of a template. */
final class StatementRunner {
    /** How a body ended. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    private StatementRunner() {}

    /** Runs a template, and the templates that it extends. */
    static RenderedOutput run(Template template, TemplateScope frame) {
        return Inheritance.run(template, frame);
    }

    static RenderedOutput run(List<Statement> body, TemplateScope frame) {
        var out = new RenderedOutput();
        all(body, frame, out);
        return out;
    }

    static Flow all(List<Statement> body, TemplateScope frame, RenderedOutput out) {
        for (Statement statement : body) {
            Flow flow = one(statement, frame, out);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }

    private static Flow one(Statement statement, TemplateScope frame, RenderedOutput out) {
        if (statement instanceof Statement.Output
                || statement instanceof Statement.Set
                || statement instanceof Statement.Do) {
            out.settle();
        }
        switch (statement) {
            case Statement.Text text -> out.print(text.text());
            case Statement.Output output -> output(output, frame, out);
            case Statement.If condition -> {
                return condition(condition, frame, out);
            }
            case Statement.For loop -> Loops.run(loop, frame, out, 0);
            case Statement.Set set -> Targets.assign(set.target(), Evaluator.evaluate(set.value(), frame), frame);
            case Statement.SetBlock set -> setBlock(set, frame);
            case Statement.Macro macro -> frame.set(macro.name(), new MacroValue(macro, frame));
            case Statement.CallBlock call -> out.print(call(call, frame));
            case Statement.FilterBlock filter -> out.print(filtered(filter.filters(), filter.body(), frame));
            case Statement.Include include -> Imports.include(include, frame, out);
            case Statement.Import use -> Imports.importAs(use, frame);
            case Statement.FromImport use -> Imports.fromImport(use, frame);
            case Statement.Block block -> Inheritance.runBlock(block, frame, out);
            case Statement.Extends parent ->
                throw frame.source()
                        .syntaxError(parent.template().offset(), "`extends` must stand outside other statements");
            case Statement.With with -> {
                return with(with, frame, out);
            }
            case Statement.Do action -> Evaluator.evaluate(action.expression(), frame);
            case Statement.Break _ -> {
                return Flow.BREAK;
            }
            case Statement.Continue _ -> {
                return Flow.CONTINUE;
            }
        }
        return Flow.NEXT;
    }

    private static void output(Statement.Output output, TemplateScope frame, RenderedOutput out) {
        Value value = Evaluator.evaluate(output.expression(), frame);
        try {
            out.print(value);
        } catch (DeployException e) {
            throw frame.located(e, output.expression().offset());
        }
    }

    private static Flow condition(Statement.If condition, TemplateScope frame, RenderedOutput out) {
        for (Branch branch : condition.branches()) {
            if (holds(branch.condition(), frame)) {
                return all(branch.body(), frame, out);
            }
        }
        return all(condition.otherwise(), frame, out);
    }

    static boolean holds(Expression condition, TemplateScope frame) {
        Value value = Evaluator.evaluate(condition, frame);
        try {
            return Evaluator.truth(value);
        } catch (DeployException e) {
            throw frame.located(e, condition.offset());
        }
    }

    private static void setBlock(Statement.SetBlock set, TemplateScope frame) {
        Targets.assign(set.target(), filtered(set.filters(), set.body(), frame), frame);
    }

    private static Value filtered(Expression filters, List<Statement> body, TemplateScope frame) {
        TemplateScope inner = frame.inner();
        Value text = run(body, inner).text();
        inner.set(TemplateParser.BODY, text);
        return Evaluator.evaluate(filters, inner);
    }

    private static Value call(Statement.CallBlock block, TemplateScope frame) {
        var caller = new MacroValue(new Statement.Macro("caller", block.signature(), block.body()), frame);
        Expression.Invocation invocation = block.invocation();
        try {
            Value target = Evaluator.evaluate(invocation.target(), frame);
            Operators.refuseUndefined(target);
            if (!(target instanceof FunctionValue function)) {
                throw Operators.type("`call` takes the call of a macro");
            }
            Call plain = Invocations.call("call", List.of(), invocation.arguments(), frame);
            var named = new LinkedHashMap<>(plain.named());
            named.put("caller", caller);
            return function.call(new Call(plain.name(), plain.positional(), named, plain.context()));
        } catch (DeployException e) {
            throw frame.located(e, invocation.offset());
        }
    }

    private static Flow with(Statement.With with, TemplateScope frame, RenderedOutput out) {
        TemplateScope inner = frame.inner();
        var values = new ArrayList<Value>();
        for (Assignment assignment : with.assignments()) {
            values.add(Evaluator.evaluate(assignment.value(), frame));
        }
        for (int i = 0; i < values.size(); i++) {
            Targets.assign(with.assignments().get(i).target(), values.get(i), inner);
        }
        return all(with.body(), inner, out);
    }
}

package com.foobar.deploy.engine.prepared;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.playbook.Loop;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables of each item of a task's loop; one item without any for a task that has none. */
public final class LoopItems {
    private final Site site;
    private final Optional<Loop> loop;

    public LoopItems(Site site) {
        this.site = site;
        this.loop = site.task().loop();
    }

    public boolean looping() {
        return loop.isPresent();
    }

    public List<Map<String, Value>> items() {
        if (loop.isEmpty()) {
            return List.of(Map.of());
        }
        List<Value> values = values(loop.get());
        var items = new ArrayList<Map<String, Value>>();
        for (int index = 0; index < values.size(); index++) {
            items.add(variables(loop.get(), values, index));
        }
        return items;
    }

    private List<Value> values(Loop theLoop) {
        Scope scope = site.scope();
        Value rendered = site.run().templates().render(theLoop.items(), scope);
        if (!theLoop.lookup().isEmpty()) {
            return site.run().templates().lookup(theLoop.lookup(), rendered, scope);
        }
        return switch (rendered) {
            case ListValue list -> list.items();
            case NullValue _ -> List.of();
            case UndefinedValue undefined -> throw undefined.toException();
            default ->
                throw Diagnostic.of(ErrorCode.EXPRESSION_TYPE, "`loop` takes a list, and this is " + kind(rendered))
                        .at(placeOf(theLoop.items()))
                        .advise(advice(rendered))
                        .toException();
        };
    }

    private Place placeOf(Value items) {
        return items instanceof TextValue text
                ? text.place().orElse(site.task().place())
                : site.task().place();
    }

    private static String advice(Value rendered) {
        return switch (rendered) {
            case MapValue _ -> "loop over `... | dict2items`: each item then has a `key` and a `value`";
            case TextValue text
            when text.text().contains(",") -> "write the items as a YAML list, or split the text: `... | split(',')`";
            default -> "a single item is a list too: put it into [ ]";
        };
    }

    private static String kind(Value value) {
        return switch (value) {
            case TextValue _ -> "a string";
            case MapValue _ -> "a mapping";
            default -> "of type " + com.foobar.deploy.template.text.PythonValues.typeName(value);
        };
    }

    private Map<String, Value> variables(Loop theLoop, List<Value> values, int index) {
        var variables = new LinkedHashMap<String, Value>();
        variables.put(theLoop.loopVar(), values.get(index));
        variables.put("ansible_loop_var", Value.of(theLoop.loopVar()));
        theLoop.indexVar().ifPresent(name -> {
            variables.put(name, Value.of(index));
            variables.put("ansible_index_var", Value.of(name));
        });
        if (theLoop.extended()) {
            variables.put("ansible_loop", extended(values, index));
        }
        return variables;
    }

    private static Value extended(List<Value> values, int index) {
        int count = values.size();
        var loop = new LinkedHashMap<String, Value>();
        loop.put("allitems", new ListValue(values));
        loop.put("index", Value.of(index + 1));
        loop.put("index0", Value.of(index));
        loop.put("revindex", Value.of(count - index));
        loop.put("revindex0", Value.of(count - index - 1));
        loop.put("first", Value.of(index == 0));
        loop.put("last", Value.of(index == count - 1));
        loop.put("length", Value.of(count));
        if (index > 0) {
            loop.put("previtem", values.get(index - 1));
        }
        if (index + 1 < count) {
            loop.put("nextitem", values.get(index + 1));
        }
        return MapValue.ofStrings(loop);
    }

    /** What is shown of an item: the label, or the item itself. */
    public Value shown(Map<String, Value> variables) {
        Loop theLoop = loop.orElseThrow();
        Value item = java.util.Objects.requireNonNull(variables.get(theLoop.loopVar()));
        return theLoop.label()
                .map(label -> site.run().templates().render(label, site.scope().with(variables)))
                .orElse(item);
    }

    Task task() {
        return site.task();
    }
}

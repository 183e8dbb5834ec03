package com.foobar.deploy.template.filter.lookup;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;

/** What a lookup is asked for. */
final class Terms {
    private Terms() {}

    /** The terms; an undefined one is an error. */
    static List<Value> of(Call call) {
        for (Value term : call.positional()) {
            if (term instanceof UndefinedValue undefined) {
                throw PythonValues.undefined(undefined);
            }
        }
        return call.positional();
    }

    /** The terms as texts; a list among them stands for its items. */
    static List<String> texts(Call call) {
        return flattened(of(call)).stream().map(PythonText::str).toList();
    }

    /** One level of lists taken out. */
    static List<Value> flattened(List<Value> terms) {
        var items = new ArrayList<Value>();
        for (Value term : terms) {
            if (term instanceof ListValue list) {
                items.addAll(list.items());
            } else {
                items.add(term);
            }
        }
        return items;
    }

    /** Each term as a list; one that is none is a list of itself. */
    static List<List<Value>> lists(Call call) {
        return of(call).stream()
                .map(term -> term instanceof ListValue list ? list.items() : List.of(term))
                .toList();
    }
}

package com.foobar.deploy.engine.play;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;

/** {@code serial}: hosts in batches of a number, a percentage, or a list of those whose last entry repeats. */
final class Batches {
    private Batches() {}

    static <H> List<List<H>> of(List<H> hosts, List<Value> serial) {
        List<Value> sizes = serial.size() == 1 && serial.getFirst() instanceof ListValue list ? list.items() : serial;
        if (sizes.isEmpty() || hosts.isEmpty()) {
            return List.of(hosts);
        }
        var batches = new ArrayList<List<H>>();
        int from = 0;
        for (int i = 0; from < hosts.size(); i++) {
            int size = size(sizes.get(Math.min(i, sizes.size() - 1)), hosts.size());
            int to = Math.min(hosts.size(), from + size);
            batches.add(hosts.subList(from, to));
            from = to;
        }
        return batches;
    }

    /** A percentage of nothing is one host; zero means all (Ansible's rules). */
    private static int size(Value value, int all) {
        int size = switch (value) {
            case IntValue number -> number.number().intValue();
            case TextValue text
            when text.text().matches("\\d+%") ->
                Math.max(1, all * Integer.parseInt(text.text().replace("%", "")) / 100);
            case TextValue text when text.text().matches("\\d+") -> Integer.parseInt(text.text());
            default ->
                throw Diagnostic.of(
                                ErrorCode.KEYWORD_VALUE, "`serial` takes numbers and percentages, not `" + value + "`")
                        .toException();
        };
        return size <= 0 ? all : size;
    }
}

package com.foobar.deploy.template.filter.lookup;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Lookup;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.KeyValues;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.argument.PythonNumbers;
import com.foobar.deploy.template.filter.collection.ValueFilters;
import com.foobar.deploy.template.filter.regex.PythonRegex;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lookups of single values in INI, properties and CSV files on the controller. */
public final class TableLookups {
    private static final List<String> INI_OPTIONS =
            List.of("file", "section", "type", "re", "default", "encoding", "case_sensitive");
    private static final List<String> CSV_OPTIONS =
            List.of("file", "delimiter", "col", "keycol", "default", "encoding");

    private TableLookups() {}

    public static void register(CallableTable<Lookup> table) {
        table.add("ini", TableLookups::ini);
        table.add("csvfile", TableLookups::csv);
    }

    /** A term's first word, and the options after it or given separately. */
    private record Wanted(String key, Map<String, String> options) {
        static List<Wanted> of(Call call, List<String> known) {
            Arguments.ofNamed(call, known.toArray(String[]::new));
            var all = new ArrayList<Wanted>();
            for (String term : Terms.texts(call)) {
                var options = new HashMap<String, String>();
                call.named().forEach((name, value) -> options.put(name, PythonText.str(value)));
                String[] parts = term.strip().split("\\s+", 2);
                if (parts.length == 2) {
                    options.putAll(KeyValues.parse(parts[1], known, call.name()));
                }
                all.add(new Wanted(parts[0], options));
            }
            return all;
        }

        String option(String name, String fallback) {
            return options.getOrDefault(name, fallback);
        }

        boolean flag(String name) {
            return ValueFilters.toBool(Value.of(option(name, "false")));
        }

        TextValue file(Call call, String fallback) {
            return SearchedFile.read(call, SearchedFile.find(call, "files", option("file", fallback)));
        }
    }

    private static Value value(String text, TextValue file) {
        return file.secret() ? TextValue.secret(text) : Value.of(text);
    }

    private static List<Value> ini(Call call) {
        var found = new ArrayList<Value>();
        for (Wanted wanted : Wanted.of(call, INI_OPTIONS)) {
            TextValue file = wanted.file(call, "ansible.ini");
            boolean properties = wanted.option("type", "ini").equals("properties");
            String section = properties ? "" : wanted.option("section", "global");
            boolean cased = wanted.flag("case_sensitive");
            Map<String, String> entries = IniText.section(file.text(), section, cased)
                    .orElseThrow(() -> Problem.failed(
                            "there is no section `" + section + "` in `" + wanted.option("file", "ansible.ini") + "`"));
            if (wanted.flag("re")) {
                var regex = PythonRegex.compile(wanted.key(), false, false);
                entries.forEach((key, text) -> {
                    if (regex.matcher(key).lookingAt()) {
                        found.add(value(text, file));
                    }
                });
            } else {
                String key = cased ? wanted.key() : wanted.key().toLowerCase(java.util.Locale.ROOT);
                found.add(value(entries.getOrDefault(key, wanted.option("default", "")), file));
            }
        }
        return found;
    }

    private static List<Value> csv(Call call) {
        var found = new ArrayList<Value>();
        for (Wanted wanted : Wanted.of(call, CSV_OPTIONS)) {
            TextValue file = wanted.file(call, "ansible.csv");
            String delimiter = wanted.option("delimiter", "TAB");
            char separator = delimiter.equals("TAB") || delimiter.isEmpty() ? '\t' : delimiter.charAt(0);
            int key = column(wanted, "keycol", "0");
            int column = column(wanted, "col", "1");
            CsvText.rows(file.text(), separator).stream()
                    .filter(row ->
                            row.size() > Math.max(key, column) && row.get(key).equals(wanted.key()))
                    .findFirst()
                    .map(row -> row.get(column))
                    .or(() -> Optional.ofNullable(wanted.options().get("default")))
                    .ifPresent(text -> found.add(value(text, file)));
        }
        return found;
    }

    private static int column(Wanted wanted, String name, String fallback) {
        return PythonNumbers.parseInt(wanted.option(name, fallback), 10)
                .orElseThrow(() -> Problem.failed("`" + name + "` of the lookup `csvfile` is a number from 0"))
                .intValue();
    }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** What a run measured, and on what. */
record Results(Map<String, String> facts, Map<String, Side> sides) {
    /** Before the name of a peer: the fact that says why there is none. */
    static final String MISSING = "missing ";

    /** Out of the two files that {@code bench/run} writes while it goes. */
    static Results collected(Path samples, Path facts) throws IOException {
        var sides = new LinkedHashMap<String, Side>();
        for (String line : Files.readAllLines(samples)) {
            String[] words = line.split("\t");
            Side before = sides.getOrDefault(words[0], Side.NONE);
            sides.put(words[0], before.and(Double.parseDouble(words[1]), Double.parseDouble(words[2]) / 1024));
        }
        var known = new LinkedHashMap<String, String>();
        for (String line : Files.readAllLines(facts)) {
            known.put(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1));
        }
        return new Results(known, sides);
    }

    /** JSON is YAML. */
    static Results read(Path json) throws IOException {
        Map<String, Map<String, Object>> whole = new Yaml().load(Files.readString(json));
        var sides = new LinkedHashMap<String, Side>();
        whole.get("sides").forEach((name, side) -> {
            Map<?, ?> fields = (Map<?, ?>) side;
            List<Double> seconds = ((List<?>) fields.get("seconds"))
                    .stream().map(second -> ((Number) second).doubleValue()).toList();
            sides.put(name, new Side(seconds, ((Number) fields.get("megabytes")).doubleValue()));
        });
        var facts = new LinkedHashMap<String, String>();
        whole.get("facts").forEach((name, fact) -> facts.put(name, String.valueOf(fact)));
        return new Results(facts, sides);
    }

    String json() {
        String factLines = facts.entrySet().stream()
                .map(fact -> "    " + quoted(fact.getKey()) + ": " + quoted(fact.getValue()))
                .collect(Collectors.joining(",\n"));
        String sideLines = sides.entrySet().stream().map(Results::json).collect(Collectors.joining(",\n"));
        String rowLines = Row.ALL.stream().map(this::json).collect(Collectors.joining(",\n"));
        return "{\n  \"facts\": {\n" + factLines + "\n  },\n  \"sides\": {\n" + sideLines + "\n  },\n  \"rows\": {\n"
                + rowLines + "\n  }\n}\n";
    }

    private static String json(Map.Entry<String, Side> entry) {
        Side side = entry.getValue();
        String seconds = side.seconds().stream().map(Results::number).collect(Collectors.joining(", "));
        return "    " + quoted(entry.getKey()) + ": {\"median\": " + number(side.median()) + ", \"min\": "
                + number(side.least()) + ", \"max\": " + number(side.most()) + ", \"megabytes\": "
                + number(side.megabytes()) + ", \"seconds\": [" + seconds + "]}";
    }

    private String json(Row row) {
        return "    " + quoted(row.id()) + ": "
                + row.compared(sides)
                        .map(value -> "{\"value\": " + number(value) + ", \"bar\": " + quoted(row.bar())
                                + ", \"pass\": " + row.passes(value) + "}")
                        .orElse("{\"bar\": " + quoted(row.bar()) + ", \"missing\": true}");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows what {@code bench/run} measured: {@code table SAMPLES FACTS}, {@code json SAMPLES FACTS FILE}, or
 * {@code docs JSON FOLDER}, which writes the results into performance.md and the chart beside it.
 */
final class Report {
    private static final String START = "<!-- results: written by bench/run -->";
    private static final String END = "<!-- end of results -->";

    private Report() {}

    public static void main(String[] words) throws IOException {
        switch (words[0]) {
            case "table" -> System.out.print(table(Results.collected(Path.of(words[1]), Path.of(words[2]))));
            case "json" ->
                Files.writeString(
                        Path.of(words[3]),
                        Results.collected(Path.of(words[1]), Path.of(words[2])).json());
            case "docs" -> document(Path.of(words[1]), Path.of(words[2]));
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private static String table(Results results) {
        var text = new StringBuilder();
        text.append(String.format("%-66s %-24s %-24s %10s  %-20s %s%n", "", "foobar-deploy", "against", "", "bar", ""));
        for (Row row : Row.ALL) {
            Optional<Double> compared = row.compared(results.sides());
            if (compared.isEmpty() && !results.sides().containsKey(row.ours())) {
                continue;
            }
            text.append(String.format(
                    "%-66s %-24s %-24s %10s  %-20s %s%n",
                    row.title().replace("`", ""),
                    side(results, row.ours()),
                    row.peer().map(peer -> side(results, peer)).orElse(""),
                    compared.map(value -> Row.plain(value) + row.value().unit).orElse("-"),
                    row.bar(),
                    compared.map(value -> verdict(row, value)).orElseGet(() -> missing(results, row))));
        }
        return text.toString();
    }

    private static String verdict(Row row, double value) {
        return row.passes(value) ? "pass" : "FAIL";
    }

    /** With the reason, where the peer could not be installed. */
    private static String missing(Results results, Row row) {
        return row.peer()
                .map(peer -> results.facts().get(Results.MISSING + peer))
                .map(why -> "missing: " + why)
                .orElse("missing");
    }

    /** Median, least and most. */
    private static String side(Results results, String name) {
        Side side = results.sides().get(name);
        return side == null
                ? "missing"
                : String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", side.median(), side.least(), side.most());
    }

    private static void document(Path json, Path folder) throws IOException {
        Results results = Results.read(json);
        Files.writeString(folder.resolve("performance.svg"), Chart.svg(results));
        Path file = folder.resolve("performance.md");
        String text = Files.readString(file);
        int start = text.indexOf(START);
        int end = text.indexOf(END);
        if (start < 0 || end < start) {
            throw new IllegalStateException(file + " has no place for the results");
        }
        Files.writeString(
                file,
                text.substring(0, start) + START + "\n\n"
                        + markdown(json.getFileName().toString(), results) + "\n" + text.substring(end));
    }

    private static String markdown(String name, Results results) {
        var text = new StringBuilder("![Seconds for a run with nothing to change](performance.svg)\n\n");
        text.append("| row | foobar-deploy, s | against, s | result | bar | |\n|---|---|---|---|---|---|\n");
        for (Row row : Row.ALL) {
            Optional<Double> compared = row.compared(results.sides());
            text.append("| ")
                    .append(row.title())
                    .append(" | ")
                    .append(side(results, row.ours()))
                    .append(" | ")
                    .append(row.peer().map(peer -> side(results, peer)).orElse(""))
                    .append(" | ")
                    .append(compared.map(value -> Row.plain(value) + row.value().unit)
                            .orElse(""))
                    .append(" | ")
                    .append(row.bar())
                    .append(" | ")
                    .append(compared.map(value -> verdict(row, value)).orElseGet(() -> missing(results, row)))
                    .append(" |\n");
        }
        text.append("\nMedian (least to most). From `bench/results/")
                .append(name)
                .append("`: ");
        text.append(String.join(
                "; ",
                results.facts().entrySet().stream()
                        .filter(fact -> !fact.getKey().startsWith(Results.MISSING))
                        .map(fact -> fact.getKey() + " " + fact.getValue())
                        .toList()));
        return text.append(".\n").toString();
    }
}

package com.foobar.deploy.view.report;

import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run as JUnit XML: a suite for each host with a case for each task, or for each area of verify's checks. */
public final class JunitXml {
    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private JunitXml() {}

    public static String of(RunRecord run) {
        var junit = new JunitXml();
        junit.write(run);
        return junit.xml.toString();
    }

    private void write(RunRecord run) {
        xml.append("<testsuites name=\"")
                .append(attribute(run.head().playbook()))
                .append("\">\n");
        if (run.checks().isEmpty()) {
            for (String host : run.hosts()) {
                host(
                        host,
                        run.results().stream()
                                .filter(result -> result.host().equals(host))
                                .toList());
            }
        } else {
            run.checks().stream()
                    .collect(Collectors.groupingBy(
                            RunRecord.Check::area, java.util.LinkedHashMap::new, Collectors.toList()))
                    .forEach(this::area);
        }
        xml.append("</testsuites>\n");
    }

    private void host(String host, List<RunRecord.Result> results) {
        long failures = results.stream().filter(RunRecord.Result::bad).count();
        long skipped = results.stream()
                .filter(result -> result.status().equals("skipped"))
                .count();
        Duration time = results.stream().map(RunRecord.Result::time).reduce(Duration.ZERO, Duration::plus);
        suite(host, results.size(), failures, skipped, seconds(time));
        results.forEach(this::result);
        xml.append("  </testsuite>\n");
    }

    private void result(RunRecord.Result result) {
        String inside = "";
        if (result.bad()) {
            inside = failure(
                    result.status(), error(result.fields()), result.task().place());
        } else if (result.status().equals("skipped")) {
            inside = "      <skipped/>\n";
        }
        testCase(result.task().play(), result.task().title(), seconds(result.time()), inside);
    }

    private static String error(MapValue fields) {
        return fields.get("error") instanceof MapValue error && error.get("message") instanceof TextValue message
                ? message.text()
                : "failed";
    }

    private void area(String area, List<RunRecord.Check> checks) {
        long failures =
                checks.stream().filter(check -> !check.failure().isEmpty()).count();
        suite(area, checks.size(), failures, 0, "0");
        checks.forEach(check -> testCase(
                check.host(),
                check.check(),
                "0",
                check.failure().isEmpty() ? "" : failure("failed", check.failure(), check.host())));
        xml.append("  </testsuite>\n");
    }

    private void suite(String name, int tests, long failures, long skipped, String time) {
        xml.append("  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"%s\">\n"
                .formatted(attribute(name), tests, failures, skipped, time));
    }

    private void testCase(String className, String name, String time, String inside) {
        xml.append("    <testcase classname=\"%s\" name=\"%s\" time=\"%s\""
                .formatted(attribute(className), attribute(name), time));
        xml.append(inside.isEmpty() ? "/>\n" : ">\n" + inside + "    </testcase>\n");
    }

    private static String failure(String type, String message, String text) {
        return "      <failure type=\"%s\" message=\"%s\">%s</failure>\n"
                .formatted(attribute(type), attribute(message), escaped(text));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    private static String attribute(String text) {
        return escaped(text).replace("\"", "&quot;").replace("\n", "&#10;").replace("\t", "&#9;");
    }

    /** XML 1.0 has no control characters except tabs and line breaks, not even escaped, and no half surrogates. */
    private static String escaped(String text) {
        return text.codePoints()
                .map(c -> allowed(c) ? c : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static boolean allowed(int c) {
        return c == '\n' || c == '\t' || c >= 0x20 && c < 0xD800 || c > 0xDFFF && c != 0xFFFE && c != 0xFFFF;
    }
}

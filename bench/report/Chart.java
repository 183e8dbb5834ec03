import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The times of a run with nothing to change as bars; the colours follow the reader's light or dark page. */
final class Chart {
    private static final Map<String, String> SIDES = new java.util.LinkedHashMap<>();
    private static final int WIDTH = 760;
    private static final int LEFT = 210;
    private static final int RIGHT = 90;
    private static final int STEP = 34;
    private static final int TOP = 44;

    static {
        SIDES.put("floor", "OpenSSH, one command each");
        SIDES.put("noop", "foobar-deploy apply");
        SIDES.put("plan", "foobar-deploy plan");
        SIDES.put("pyinfra", "pyinfra");
        SIDES.put("mitogen", "Ansible with Mitogen");
        SIDES.put("ansible", "Ansible with pipelining");
    }

    private Chart() {}

    static String svg(Results results) {
        List<String> shown =
                SIDES.keySet().stream().filter(results.sides()::containsKey).toList();
        double most = shown.stream()
                .mapToDouble(side -> results.sides().get(side).median())
                .max()
                .orElse(1);
        var bars = new ArrayList<String>();
        for (String side : shown) {
            bars.add(bar(side, results.sides().get(side).median(), most, TOP + bars.size() * STEP));
        }
        int height = TOP + shown.size() * STEP + 10;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img"
                     aria-label="Seconds for a run with nothing to change">
                  <style>
                    text { font: 14px system-ui, sans-serif; fill: #1f2328; }
                    .title { font-weight: 600; }
                    .peer { fill: #9aa4af; }
                    .own { fill: #1a7f64; }
                    @media (prefers-color-scheme: dark) {
                      text { fill: #e6edf3; }
                      .peer { fill: #6e7681; }
                      .own { fill: #3fb992; }
                    }
                  </style>
                  <text class="title" x="10" y="24">Three hosts, nothing to change: seconds, median</text>
                %s
                </svg>
                """.formatted(WIDTH, height, WIDTH, height, String.join("\n", bars));
    }

    private static String bar(String side, double seconds, double most, int y) {
        double length = Math.max(2, seconds / most * (WIDTH - LEFT - RIGHT));
        String kind = side.equals("noop") || side.equals("plan") ? "own" : "peer";
        return String.format(
                Locale.ROOT,
                "  <text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                        + "  <rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"20\" rx=\"3\"/>%n"
                        + "  <text x=\"%.1f\" y=\"%d\">%.2f</text>",
                LEFT - 10,
                y + 15,
                SIDES.get(side),
                kind,
                LEFT,
                y,
                length,
                LEFT + length + 8,
                y + 15,
                seconds);
    }
}

package com.foobar.deploy.cli.project;

import com.foobar.deploy.cli.project.Topology.Link;
import com.foobar.deploy.cli.project.Topology.Server;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A topology as a picture that follows the reader's light or dark scheme. */
final class TopologySvg {
    private static final int WIDTH = 200;
    private static final int GAP = 90;
    private static final int MARGIN = 24;
    private static final int HEAD = 52;
    private static final int LINE = 20;

    private final Topology topology;
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private int width;
    private int height = MARGIN;

    private record Box(int x, int y, int height) {
        int middle() {
            return x + WIDTH / 2;
        }

        int bottom() {
            return y + height;
        }
    }

    private TopologySvg(Topology topology) {
        this.topology = topology;
        place();
    }

    static String of(Topology topology) {
        return new TopologySvg(topology).draw();
    }

    private void place() {
        List<List<Server>> rows = topology.rows();
        int widest = rows.stream().mapToInt(List::size).max().orElse(1);
        width = 2 * MARGIN + widest * WIDTH + (widest - 1) * GAP;
        for (List<Server> row : rows) {
            int tallest =
                    row.stream().mapToInt(server -> server.roles().size()).max().orElse(0) * LINE + HEAD + 8;
            int x = (width - row.size() * WIDTH - (row.size() - 1) * GAP) / 2;
            for (Server server : row) {
                boxes.put(server.name(), new Box(x, height, tallest));
                x += WIDTH + GAP;
            }
            height += tallest + GAP;
        }
        height += MARGIN - GAP;
    }

    private String draw() {
        var svg = new StringBuilder("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
            <title>Servers and the roles on them</title>
            <style>
            svg { font: 14px system-ui, sans-serif; color-scheme: light dark; background: #fff }
            text { fill: #1c2128 } .box { fill: #f4f6f9; stroke: #8792a2 } .name { font-weight: 600 }
            .groups, .label { fill: #5a6675; font-size: 12px } .link { stroke: #3b6fb6; fill: none; stroke-width: 1.5 }
            .arrow { fill: #3b6fb6 } .plate { fill: #fff }
            @media (prefers-color-scheme: dark) {
            svg { background: #14181d } text { fill: #e6eaef } .box { fill: #1f252c; stroke: #5a6675 }
            .groups, .label { fill: #a3adba } .link { stroke: #7fb0f0 } .arrow { fill: #7fb0f0 } .plate { fill: #14181d }
            }
            </style>
            <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path class="arrow" d="M0 0 L8 4 L0 8 z"/></marker></defs>
            """.formatted(width, height));
        topology.servers().forEach(server -> svg.append(server(server, box(server.name()))));
        Map<String, Integer> between = new LinkedHashMap<>();
        for (Link link : topology.links()) {
            int nth = between.merge(pair(link), 1, Integer::sum) - 1;
            svg.append(link(link, nth));
        }
        return svg.append("</svg>\n").toString();
    }

    /** Links between the same two servers are drawn beside each other. */
    private static String pair(Link link) {
        boolean forth = link.from().compareTo(link.to()) < 0;
        return forth ? link.from() + " " + link.to() : link.to() + " " + link.from();
    }

    private Box box(String name) {
        return java.util.Objects.requireNonNull(boxes.get(name));
    }

    private static String server(Server server, Box box) {
        var text = new StringBuilder("<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n"
                .formatted(box.x(), box.y(), WIDTH, box.height()));
        text.append(text("name", box.x() + 14, box.y() + 24, server.name()));
        text.append(text("groups", box.x() + 14, box.y() + 41, String.join(", ", server.groups())));
        int y = box.y() + HEAD + 14;
        for (String role : server.roles()) {
            text.append(text("role", box.x() + 14, y, role));
            y += LINE;
        }
        return text.toString();
    }

    private String link(Link link, int nth) {
        Box from = box(link.from());
        Box to = box(link.to());
        if (from.y() == to.y()) {
            boolean right = from.x() < to.x();
            int y = from.y() + HEAD + 20 + nth * 34;
            int start = right ? from.x() + WIDTH : from.x();
            int end = right ? to.x() - 2 : to.x() + WIDTH + 2;
            return line(start, y, end, y, link.label());
        }
        boolean down = from.y() < to.y();
        return line(
                from.middle(),
                down ? from.bottom() : from.y(),
                to.middle(),
                down ? to.y() - 2 : to.bottom() + 2,
                link.label());
    }

    private static String line(int x1, int y1, int x2, int y2, String label) {
        int x = (x1 + x2) / 2;
        int y = y1 == y2 ? y1 - 6 : (y1 + y2) / 2 + 4;
        int half = label.length() * 4 + 3;
        String plate = y1 == y2
                ? ""
                : "<rect class=\"plate\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\"/>\n"
                        .formatted(x - half, y - 12, 2 * half);
        return "<path class=\"link\" marker-end=\"url(#arrow)\" d=\"M%d %d L%d %d\"/>\n".formatted(x1, y1, x2, y2)
                + plate
                + "<text class=\"label\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">%s</text>\n"
                        .formatted(x, y, escaped(label));
    }

    private static String text(String kind, int x, int y, String text) {
        return "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n".formatted(kind, x, y, escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

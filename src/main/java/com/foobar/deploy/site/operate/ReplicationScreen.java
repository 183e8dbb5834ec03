package com.foobar.deploy.site.operate;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/** One screen about the databases: parts, positions, lag, errant transactions, and who may write. */
public final class ReplicationScreen {
    private static final String ROW = "%-12s %-13s %-7s %-12s %-10s %-9s %-8s %s%n";

    private ReplicationScreen() {}

    /**
     * As servers say it: what they send may hold control characters.
     *
     * @param hosts the databases of the inventory
     */
    public static String text(ReplicationPicture picture, List<String> hosts) {
        var text = new StringWriter();
        print(picture, hosts, new PrintWriter(text));
        return text.toString();
    }

    private static void print(ReplicationPicture picture, List<String> hosts, PrintWriter out) {
        List<ServerRow> rows = picture.servers(hosts);
        out.printf(Locale.ROOT, ROW, "SERVER", "ROLE", "WRITES", "FOLLOWS", "RECEIVER", "APPLIER", "LAG", "ERRANT");
        for (ServerRow row : rows) {
            boolean follows = !row.replication().source().isEmpty();
            out.printf(
                    Locale.ROOT,
                    ROW,
                    row.host(),
                    row.role(),
                    row.answers() ? row.open() ? "yes" : "no" : "?",
                    follows ? row.replication().source() : "-",
                    follows ? row.replication().receiver() : "-",
                    follows ? row.replication().applier() : "-",
                    follows
                            ? row.replication().behind() < 0
                                    ? "?"
                                    : row.replication().behind() + " s"
                            : "-",
                    follows
                            ? row.replication().errant().isEmpty()
                                    ? "none"
                                    : row.replication().errant()
                            : "-");
        }
        out.println();
        for (ServerRow row : rows) {
            if (row.answers()) {
                out.println(row.host() + " " + row.version() + " is at "
                        + (row.position().isEmpty() ? "nothing" : row.position()));
            }
        }
        for (RouteRow route : picture.routes()) {
            out.println(route.host() + " writes to " + named(route.write()) + " and reads from " + named(route.read()));
        }
        List<String> findings = picture.findings(hosts);
        out.println();
        findings.forEach(finding -> out.println("! " + finding));
        if (findings.isEmpty()) {
            out.println("all is well");
        }
        out.flush();
    }

    private static String named(String servers) {
        return servers.isEmpty() ? "nobody" : servers;
    }
}

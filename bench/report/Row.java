import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A line of the table of results.
 *
 * @param id the name in the file of results
 * @param ours the side that is the tool's own
 * @param peer the side it is compared with; empty where the bar is absolute
 * @param bar as it is shown
 */
record Row(String id, String title, String ours, Optional<String> peer, Value value, double limit, String bar) {
    /** What is compared with the bar. */
    enum Value {
        /** How many times faster than the peer, which must be at least the limit. */
        TIMES_FASTER(true, "x faster"),
        /** How many times the peer's time, which must be at most the limit. */
        TIMES_THE_TIME(false, "x"),
        SECONDS(false, " s"),
        MEGABYTES(false, " MB"),
        /** How many times the peer's memory, which must be at most the limit. */
        TIMES_THE_MEMORY(false, "x"),
        /** The peer's time as a share of the tool's, in percent, which must be at least the limit. */
        PERCENT_OF_SPEED(true, " %");

        final boolean more;
        final String unit;

        Value(boolean more, String unit) {
            this.more = more;
            this.unit = unit;
        }
    }

    static final List<Row> ALL = List.of(
            row(
                    "noop-ansible",
                    "nothing to change, against Ansible with pipelining",
                    "noop",
                    "ansible",
                    Value.TIMES_FASTER,
                    40),
            row(
                    "noop-mitogen",
                    "nothing to change, against Ansible with Mitogen",
                    "noop",
                    "mitogen",
                    Value.TIMES_FASTER,
                    13),
            row("noop-pyinfra", "nothing to change, against pyinfra", "noop", "pyinfra", Value.TIMES_FASTER, 10),
            row(
                    "noop-floor",
                    "nothing to change, against one OpenSSH command per host",
                    "noop",
                    "floor",
                    Value.TIMES_THE_TIME,
                    4.5),
            row("plan", "`plan` with nothing to do, against `apply`", "plan", "noop", Value.TIMES_THE_TIME, 1.1),
            row(
                    "first",
                    "first apply on bare hosts, against the package installs alone",
                    "first",
                    "installs",
                    Value.TIMES_THE_TIME,
                    1.15),
            row(
                    "first-ordered",
                    "the same against the package installs in the playbook's own order (no bar)",
                    "first",
                    "ordered_installs",
                    Value.TIMES_THE_TIME,
                    Double.MAX_VALUE),
            row(
                    "growth",
                    "120 more file and template tasks, nothing to change",
                    "grown",
                    "noop",
                    Value.TIMES_THE_TIME,
                    1.25),
            row("delay", "nothing to change, 50 ms each way added", "delayed", "", Value.SECONDS, 1.6),
            row(
                    "delay-ansible",
                    "the same against Ansible with pipelining (no bar)",
                    "delayed",
                    "delayed_ansible",
                    Value.TIMES_FASTER,
                    0),
            row(
                    "hosts-time",
                    "200 hosts, 20 tasks, nothing to change, against 50 hosts",
                    "many_200",
                    "many_50",
                    Value.TIMES_THE_TIME,
                    4.4),
            row("hosts-memory", "200 hosts: most resident memory", "many_200", "", Value.MEGABYTES, 256),
            row(
                    "hosts-1000",
                    "1000 hosts complete; most resident memory (no bar)",
                    "many_1000",
                    "",
                    Value.MEGABYTES,
                    Double.MAX_VALUE),
            row("version", "`foobar-deploy --version`", "version", "", Value.SECONDS, 0.15),
            row("help", "`foobar-deploy --help`", "help", "", Value.SECONDS, 0.15),
            row("copy", "1 GB copied, against scp", "copy", "scp", Value.PERCENT_OF_SPEED, 60),
            row(
                    "copy-memory",
                    "1 GB copied: memory, against that for 64 MB",
                    "copy",
                    "copy_small",
                    Value.TIMES_THE_MEMORY,
                    1.25));

    private static Row row(String id, String title, String ours, String peer, Value value, double limit) {
        String bound = limit == 0 || limit == Double.MAX_VALUE
                ? "reported"
                : (value.more ? "at least " : "at most ") + plain(limit) + value.unit;
        return new Row(id, title, ours, Optional.of(peer).filter(name -> !name.isEmpty()), value, limit, bound);
    }

    /** The compared number; empty where a side was not measured. */
    Optional<Double> compared(Map<String, Side> sides) {
        Function<String, Optional<Side>> measured = name -> Optional.ofNullable(sides.get(name));
        return measured.apply(ours).flatMap(own -> switch (value) {
            case SECONDS -> Optional.of(own.median());
            case MEGABYTES -> Optional.of(own.megabytes());
            case TIMES_FASTER -> peer.flatMap(measured).map(other -> other.median() / own.median());
            case TIMES_THE_TIME -> peer.flatMap(measured).map(other -> own.median() / other.median());
            case TIMES_THE_MEMORY -> peer.flatMap(measured).map(other -> own.megabytes() / other.megabytes());
            case PERCENT_OF_SPEED -> peer.flatMap(measured).map(other -> 100 * other.median() / own.median());
        });
    }

    boolean passes(double compared) {
        return value.more ? compared >= limit : compared <= limit;
    }

    static String plain(double number) {
        String text = String.format(Locale.ROOT, number >= 20 ? "%.0f" : number >= 1 ? "%.2f" : "%.3f", number);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}

package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.Needs;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.sql.SqlClient;
import com.foobar.deploy.state.sql.SqlLogin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Dumps and loads of mysql_db, by the client and its companion program. */
final class MysqlDump {
    private static final Duration BOUND = Duration.ofHours(12);

    private MysqlDump() {}

    /** The old dump stays until the new one is whole. */
    static Decision dump(MysqlDbModule.Args args, List<String> present, ModuleResult result) {
        boolean all = args.name().equals(List.of("all"));
        if (!all && present.size() < args.name().size()) {
            return Decision.failed("a database to dump does not exist: " + String.join(", ", args.name()));
        }
        String target = args.target().orElseThrow();
        ShellText script = ShellText.lit("c=$(command -v mariadb-dump || command -v mysqldump) ||"
                        + " { echo 'there is no mysqldump on the host' >&2; exit 127; }\numask 077\nt=")
                .glue(target)
                .and("\nr=$( { { ")
                .and(SqlClient.withSettings(args.login()))
                .args(options(args));
        script = all ? script.arg("--all-databases") : script.arg("--databases").args(args.name());
        script = script.and("; }; echo $? >&4; } | ")
                .and(packer(target))
                .and(" >\"$t.foobar-new\"; } 4>&1 ) && [ \"$r\" = 0 ] && mv -f -- \"$t.foobar-new\" \"$t\""
                        + " || { rm -f -- \"$t.foobar-new\"; exit 1; }");
        HostChange change = ScriptChange.of("dump to " + target, script, Touched.paths(target))
                .needing(Needs.placing(target))
                .within(BOUND);
        return Decision.Change.of(List.of(change), result);
    }

    private static List<String> options(MysqlDbModule.Args args) {
        var options = new ArrayList<String>();
        if (args.singleTransaction()) {
            options.add("--single-transaction");
        }
        options.add(args.quick() ? "--quick" : "--skip-quick");
        args.ignoreTables().forEach(table -> options.add("--ignore-table=" + table));
        return options;
    }

    private static ShellText packer(String target) {
        return switch (ending(target)) {
            case "gz" -> ShellText.lit("gzip -c");
            case "bz2" -> ShellText.lit("bzip2 -c");
            case "xz" -> ShellText.lit("xz -c");
            case "zst" -> ShellText.lit("zstd -c");
            default -> ShellText.lit("cat");
        };
    }

    private static ShellText unpacker(String target) {
        return switch (ending(target)) {
            case "gz" -> ShellText.lit("gzip -dc");
            case "bz2" -> ShellText.lit("bzip2 -dc");
            case "xz" -> ShellText.lit("xz -dc");
            case "zst" -> ShellText.lit("zstd -dc");
            default -> ShellText.lit("cat");
        };
    }

    private static String ending(String target) {
        return target.substring(target.lastIndexOf('.') + 1);
    }

    static HostChange load(MysqlDbModule.Args args) {
        String target = args.target().orElseThrow();
        boolean all = args.name().equals(List.of("all"));
        SqlLogin login = all ? args.login() : args.login().in(args.name().getFirst());
        ShellText script = SqlClient.find()
                .and("[ -n \"$c\" ] || { echo 'there is no mysql client on the host' >&2; exit 127; }\nt=")
                .glue(target)
                .and("\ns=$( { { ")
                .and(unpacker(target))
                .and(" <\"$t\"; echo $? >&9; } | { exec 4<&0; ")
                .and(SqlClient.withSettings(login))
                .and(" --default-character-set=utf8mb4")
                .and(args.force() ? ShellText.lit(" --force") : ShellText.EMPTY)
                .and(" <&4 >/dev/null; echo $? >&9; }; }; } 9>&1 )\n[ \"$(echo $s)\" = '0 0' ]");
        var change = ScriptChange.of("load " + target, script, Touched.topics(Topic.SQL))
                .within(BOUND);
        return target.startsWith("/")
                ? change.needing(Needs.file(target, "there is no file " + target + " to load"))
                : change;
    }
}

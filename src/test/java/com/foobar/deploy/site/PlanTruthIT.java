package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture;
import com.foobar.deploy.cli.CommandLineFixture.Outcome;
import com.foobar.deploy.site.RunRecord.Effect;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A plan on bare hosts touches nothing, and says of every task and host what the apply then does. It comes first of all,
 * since it needs bare hosts and leaves a site to those after it.
 */
@Order(1)
@ResourceLock(SharedSite.MYSQL)
class PlanTruthIT {
    @RegisterExtension
    static final SharedSite SHARED = SharedSite.mysql();

    private static final int MOST_UNSURE = 5;
    private static final List<String> HOSTS = List.of("lb-01", "web-01", "web-02");

    /**
     * Files with type, mode, owner, size and times of content and inode, and the content's hash where it is configuration
     * or a program's state. Left out is what the system and sshd themselves write while somebody logs in: kernel and
     * run-time file systems, the journal, the records of logins, systemd's own timers and random seed; and what the site
     * itself writes while it is up: the load balancer's checks in nginx's log, the server's files (its databases are
     * compared instead).
     */
    private static final String TREE = """
        find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp -o -path /var/log/journal \
        -o -path /var/log/wtmp -o -path /var/log/btmp -o -path /var/log/lastlog -o -path /var/lib/lastlog \
        -o -path /var/lib/wtmpdb -o -path /var/lib/systemd -o -path /var/lib/mysql \\
        -o -path /var/log/nginx -o -path /var/log/mysql -o -path /var/lib/haproxy \\) -prune \
        -o -printf '%p %y %m %u %g %s %l %T@ %C@\\n' | sort
        find /etc /usr/local /opt /srv /root /home /var/spool /var/lib/dpkg /var/lib/apt -xdev -type f \
        -exec sha256sum {} + | sort
        find /tmp /run -xdev -newer /etc/hostname -type f -name '*foobar*'
        """;

    private static final String SERVICES =
            "systemctl list-units --all --plain --no-legend --type=service,socket,timer | awk '!/ssh|user@|session/"
                    + " {print $1, $3, $4}' | sort; systemctl list-unit-files --plain --no-legend | sort";

    /** Without what moves by itself: the heartbeat, statistics, and how far the replica is. */
    private static final String DATABASE = "c=$(command -v mysqldump) || exit 0; "
            + "mysqldump --all-databases --skip-comments --skip-dump-date --set-gtid-purged=OFF --single-transaction"
            + " --ignore-table=foobar_probe.heartbeat --ignore-table=mysql.innodb_index_stats"
            + " --ignore-table=mysql.innodb_table_stats --ignore-table=mysql.gtid_executed"
            + " --ignore-table=mysql.slave_worker_info --ignore-table=mysql.slave_relay_log_info"
            + " --ignore-table=mysql.slave_master_info";

    /** The distribution's own, which would begin their work in the middle of a comparison. */
    private static final String STOP_TIMERS =
            "systemctl list-units --type=timer --plain --no-legend | awk '{print $1}' | xargs -r systemctl stop";

    @TempDir
    static Path folder;

    @Test
    void thePlanIsWhatTheApplyDoes() {
        SiteFixture site = SHARED.bare();
        HOSTS.forEach(host -> site.lab().text(host, "sh", "-c", STOP_TIMERS));
        Map<String, Effect> planned = changingNothing(site, "plan", "--output", "json");
        changingNothing(site, "apply", "--check", "--diff");
        Map<String, Effect> applied = RunRecord.effects(fine(site, "apply", "--yes", "--output", "json"));

        assertThat(planned).doesNotContainValue(Effect.FAILS);
        assertThat(planned.values()).filteredOn(Effect.UNSURE::equals).hasSizeLessThanOrEqualTo(MOST_UNSURE);
        assertThat(differences(planned, applied)).isEmpty();

        Map<String, Effect> again = changingNothing(site, "plan", "--output", "json");
        assertThat(again.values()).containsOnly(Effect.STAYS);

        aSavedPlanRefusesADriftedHost(site);
    }

    private static void aSavedPlanRefusesADriftedHost(SiteFixture site) {
        String drifted = "/etc/nginx/nginx.conf";
        Path file = folder.resolve("site.plan");
        site.tool("plan", "--limit", "web-01", "--out", file.toString()).exits(0);
        site.lab().text("web-01", "sh", "-c", "echo '# by hand' >> " + drifted);

        new CommandLineFixture(folder)
                .run("apply", file.toString())
                .exits(2)
                .says("web-01: `nginx : Configure nginx` was unchanged, and is now to change");
        assertThat(site.lab().text("web-01", "tail", "-n1", drifted)).isEqualTo("# by hand");
    }

    /** Runs the tool and compares the hosts before and after. */
    private static Map<String, Effect> changingNothing(SiteFixture site, String command, String... more) {
        Map<String, Set<String>> before = state(site);
        String out = fine(site, command, more);
        Map<String, Set<String>> after = state(site);
        for (String host : HOSTS) {
            Set<String> then = Objects.requireNonNull(before.get(host));
            Set<String> now = Objects.requireNonNull(after.get(host));
            assertThat(missing(then, now))
                    .as("gone from %s after %s", host, command)
                    .isEmpty();
            assertThat(missing(now, then))
                    .as("new on %s after %s", host, command)
                    .isEmpty();
        }
        return out.startsWith("{") ? RunRecord.effects(out) : Map.of();
    }

    private static Set<String> missing(Set<String> lines, Set<String> from) {
        var missing = new LinkedHashSet<>(lines);
        missing.removeAll(from);
        return missing;
    }

    /** The files that are written hold words of programs, so that only the exit code says whether all went well. */
    private static String fine(SiteFixture site, String command, String... more) {
        Outcome outcome = site.tool(command, more);
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        return outcome.out();
    }

    private static Map<String, Set<String>> state(SiteFixture site) {
        var states = new LinkedHashMap<String, Set<String>>();
        for (String host : HOSTS) {
            var lines = new LinkedHashSet<String>();
            for (String script : List.of(TREE, SERVICES, DATABASE)) {
                site.lab().text(host, "sh", "-c", script).lines().forEach(lines::add);
            }
            states.put(host, lines);
        }
        return states;
    }

    private static Map<String, String> differences(Map<String, Effect> planned, Map<String, Effect> applied) {
        var differences = new LinkedHashMap<String, String>();
        applied.forEach((task, effect) -> {
            Effect expected = planned.get(task);
            if (expected != effect && expected != Effect.UNSURE) {
                differences.put(task, "planned " + expected + ", applied " + effect);
            }
        });
        planned.keySet().stream()
                .filter(task -> !applied.containsKey(task))
                .forEach(task -> differences.put(task, "planned, not run"));
        return differences;
    }
}

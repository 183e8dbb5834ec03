package com.foobar.deploy.truth;

import com.foobar.deploy.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tool on two bare hosts, in this process. */
final class Tool {
    private final Workplace workplace;
    private final TwoHosts hosts;

    Tool(Workplace workplace, TwoHosts hosts) {
        this.workplace = workplace;
        this.hosts = hosts;
    }

    /** Plan, apply and apply, with a snapshot before each and at the end; by host. */
    record Runs(
            Statuses plan,
            Statuses apply,
            Statuses again,
            Map<String, Snapshot> before,
            Map<String, Snapshot> planned,
            Map<String, Snapshot> applied,
            Map<String, Snapshot> repeated) {}

    Runs run(Playbook playbook, String id) {
        workplace.write(playbook, id);
        hosts.all().forEach(host -> host.run(playbook.startScript(id)));
        var before = hosts.snapshots(playbook, id, Snapshot.Rest.MARKED);
        Statuses plan = command(id, "plan");
        var planned = hosts.snapshots(playbook, id, Snapshot.Rest.LISTED);
        Statuses apply = command(id, "apply", "--yes");
        var applied = hosts.snapshots(playbook, id, Snapshot.Rest.LISTED);
        Statuses again = command(id, "apply", "--yes");
        return new Runs(
                plan, apply, again, before, planned, applied, hosts.snapshots(playbook, id, Snapshot.Rest.LISTED));
    }

    private Statuses command(String id, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--output", "json", "-i", hosts.options().inventory().toString()));
        all.add(workplace.playbook(id).toString());
        var out = new StringWriter();
        var error = new StringWriter();
        Main.execute(all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(error));
        return Statuses.parse(out.toString(), error.toString());
    }
}

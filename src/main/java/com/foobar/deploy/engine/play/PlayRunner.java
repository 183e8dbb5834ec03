package com.foobar.deploy.engine.play;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.host.Threads;
import com.foobar.deploy.engine.prepared.Cursor;
import com.foobar.deploy.engine.reading.Asker;
import com.foobar.deploy.engine.reading.EarlyLogins;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.engine.variables.PlayVariables;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.Play;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a play: batch by batch, its sections in order, handlers behind each. */
public final class PlayRunner {
    private final RunContext run;
    private final PlayState play;
    private final Asker asker;
    private final @Nullable Cursor laterPlays;

    /** @param laterPlays what comes behind this play, for reading ahead */
    public PlayRunner(RunContext run, PlayState play, Asker asker, @Nullable Cursor laterPlays) {
        this.run = run;
        this.play = play;
        this.asker = asker;
        this.laterPlays = laterPlays;
    }

    /** @return false if a whole batch has failed, so that the run ends */
    public boolean run() {
        List<String> names = play.hosts().stream().map(HostRun::name).toList();
        run.tell(new Event.PlayStarted(play.name(), names));
        boolean goOn = batches();
        run.tell(new Event.PlayVariables(play.name(), names, PlayVariables.of(run, play)));
        return goOn;
    }

    private boolean batches() {
        List<HostRun> active = play.hosts().stream()
                .filter(host -> host.condition() == HostRun.Condition.ACTIVE)
                .toList();
        active.forEach(host -> host.ended(false));
        active.forEach(HostRun::inPlay);
        for (List<HostRun> batch : Batches.of(active, play.play().execution().serial())) {
            play.batch(batch);
            if (play.play().execution().strategy().endsWith("free")) {
                Threads.each(batch, run.options().forks(), host -> sections(List.of(host)));
            } else {
                sections(batch);
            }
            if (!batch.isEmpty() && batch.stream().noneMatch(host -> host.condition() == HostRun.Condition.ACTIVE)) {
                return false;
            }
        }
        return true;
    }

    private void sections(List<HostRun> hosts) {
        var nodes = new NodeRunner(run, play, asker);
        Play model = play.play();
        var main = new ArrayList<Node>(model.roleTasks());
        main.addAll(model.tasks());
        Cursor post = new Cursor(play, model.postTasks(), 0, laterPlays);
        Cursor middle = new Cursor(play, main, 0, post);
        Cursor pre = new Cursor(play, model.preTasks(), 0, middle);
        new EarlyLogins(run, asker).begin(hosts, pre);
        section(nodes, pre, hosts);
        section(nodes, middle, hosts);
        section(nodes, post, hosts);
    }

    private void section(NodeRunner nodes, Cursor section, List<HostRun> hosts) {
        nodes.run(section.nodes(), hosts, section);
        Cursor behind = section.outer() == null ? new Cursor(play, List.of(), 0, null) : section.outer();
        nodes.flushHandlers(hosts, behind);
        if (play.play().execution().forceHandlers()) {
            forceHandlers(nodes, hosts, behind);
        }
    }

    private static void forceHandlers(NodeRunner nodes, List<HostRun> hosts, Cursor behind) {
        List<HostRun> failed = hosts.stream()
                .filter(host -> host.condition() == HostRun.Condition.FAILED)
                .toList();
        failed.forEach(host -> host.condition(HostRun.Condition.ACTIVE));
        nodes.flushHandlers(failed, behind);
        failed.forEach(host -> host.condition(HostRun.Condition.FAILED));
    }
}

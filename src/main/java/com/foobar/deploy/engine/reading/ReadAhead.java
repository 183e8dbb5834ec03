package com.foobar.deploy.engine.reading;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.prepared.Cursor;
import com.foobar.deploy.engine.prepared.LoopItems;
import com.foobar.deploy.engine.prepared.PlanNeeds;
import com.foobar.deploy.engine.prepared.Prepared;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.prepared.TaskConditions;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.engine.variables.FactsNeeded;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.UnansweredException;
import com.foobar.deploy.template.Scope;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Collects what the coming tasks will ask about a host, as far as their arguments can be evaluated now. A guess: what
 * it misses is asked later, what it asks too much costs little, and nothing that goes wrong here fails a task.
 */
final class ReadAhead {
    /** More tasks than a large playbook has; bounds the work where a loop includes without end. */
    private static final int MOST_TASKS = 2000;

    private static final int MOST_ITEMS = 500;

    /** Questions by the user who asks them. */
    record Wanted(Map<Become, Set<Question<?>>> questions, boolean facts) {}

    private final HostRun host;
    private final ConnectionSettings settings;
    private final Map<Become, Set<Question<?>>> questions = new LinkedHashMap<>();
    private boolean facts;
    private int visited;

    private ReadAhead(HostRun host, ConnectionSettings settings) {
        this.host = host;
        this.settings = settings;
    }

    static Wanted collect(RunContext run, HostRun host, ConnectionSettings settings, Cursor cursor) {
        var ahead = new ReadAhead(host, settings);
        cursor.visit((play, task) -> {
            ahead.look(new Site(run, play, task, host, cursor));
            return ++ahead.visited < MOST_TASKS;
        });
        return new Wanted(ahead.questions, ahead.facts);
    }

    private void look(Site site) {
        Task task = site.task();
        if (!site.play().hosts().contains(host)
                || task.keywords().delegateTo().isPresent()
                || !site.run().selection().runs(task.keywords().tags())
                || site.run()
                        .modules()
                        .find(task.module())
                        .filter(module -> !module.controllerOnly())
                        .isEmpty()) {
            return;
        }
        try {
            var loop = new LoopItems(site);
            loop.items().stream()
                    .limit(MOST_ITEMS)
                    .forEach(variables -> collect(site, site.scope().with(variables)));
        } catch (FactsNeeded needed) {
            facts |= needed.host() == host;
        } catch (DeployException _) {
            // It depends on something that is not known yet.
        }
    }

    private void collect(Site site, Scope scope) {
        try {
            if (TaskConditions.hold(site, scope)) {
                collect(Prepared.of(site, scope));
            }
        } catch (FactsNeeded needed) {
            facts |= needed.host() == host;
        } catch (DeployException _) {
            // It depends on something that is not known yet.
        }
    }

    private void collect(Prepared<?> prepared) {
        try {
            if (prepared.settings().equals(settings)) {
                prepared.reads().forEach(question -> want(prepared, question));
                Decision decision = prepared.decide(prepared.book());
                if (decision instanceof Decision.Change change
                        && prepared.context().checkMode()) {
                    PlanNeeds.ask(prepared, change.changes());
                }
            }
        } catch (UnansweredException unanswered) {
            unanswered.questions().forEach(question -> want(prepared, question));
        }
    }

    /** What other hosts can change is read ahead only while nothing has changed: later it would be dropped at once. */
    private void want(Prepared<?> prepared, Question<?> question) {
        boolean settled = !host.answers().changed() || !question.topic().network();
        if (settled && question.readAhead() && !prepared.book().knows(question)) {
            questions
                    .computeIfAbsent(prepared.become(), _ -> new LinkedHashSet<>())
                    .add(question);
        }
    }
}

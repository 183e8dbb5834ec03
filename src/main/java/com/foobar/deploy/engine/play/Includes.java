package com.foobar.deploy.engine.play;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.event.Results;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.prepared.Cursor;
import com.foobar.deploy.engine.prepared.LoopItems;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.prepared.TaskConditions;
import com.foobar.deploy.engine.reading.Asker;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.engine.task.TaskEnd;
import com.foobar.deploy.engine.variables.FactsNeeded;
import com.foobar.deploy.playbook.Include;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.loader.PlaybookLoader;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** include_tasks and include_role: evaluated per host and item of the loop, run together where they are the same. */
final class Includes {
    /**
     * What is included, with the variables of the item. Hosts with equal ones run it together.
     *
     * @param earlier how often the host includes the very same before: it is included as often as it is named
     */
    record Inclusion(String name, Map<String, String> from, Map<String, Value> variables, int earlier) {
        private Inclusion after(int others) {
            return new Inclusion(name, from, variables, others);
        }
    }

    /** An include that brings itself again and again ends before the stack does. */
    private static final int DEEPEST = 100;

    private static final int SHOWN = 4;

    private final RunContext run;
    private final Asker asker;
    private final Deque<String> around = new ArrayDeque<>();
    private final TaskEnd end;

    Includes(RunContext run, Asker asker, TaskEnd end) {
        this.run = run;
        this.asker = asker;
        this.end = end;
    }

    /**
     * One include deeper; {@link #leave} is called in any case. A play runs its includes one after the other.
     *
     * @throws DeployException IMPORT_CYCLE where they are nested too deeply
     */
    void enter(Inclusion inclusion, Include include) {
        around.addLast(inclusion.name());
        if (around.size() > DEEPEST) {
            List<String> chain = new ArrayList<>(around).subList(DEEPEST - SHOWN, DEEPEST + 1);
            throw Diagnostic.of(
                            ErrorCode.IMPORT_CYCLE,
                            "includes are nested more than " + DEEPEST + " deep: ... -> " + String.join(" -> ", chain))
                    .at(include.task().place())
                    .advise("give the include a condition that ends it, or use a loop")
                    .toException();
        }
    }

    void leave() {
        around.removeLast();
    }

    /** What each host includes, in the order of the items. Hosts that fail here are told and left out. */
    Map<Inclusion, List<HostRun>> inclusions(PlayState play, Include include, List<HostRun> hosts, Cursor cursor) {
        var hostsOf = new LinkedHashMap<Inclusion, List<HostRun>>();
        for (HostRun host : hosts) {
            var site = new Site(run, play, include.task(), host, cursor);
            try {
                List<Inclusion> all = inclusions(site, include);
                all.forEach(inclusion -> hostsOf.computeIfAbsent(inclusion, _ -> new ArrayList<>())
                        .add(host));
                if (all.isEmpty()) {
                    var skipped = Results.skipped("when");
                    end.note(site, TaskOutcome.of(Status.SKIPPED, skipped, "a condition does not hold"), false);
                }
            } catch (DeployException e) {
                end.note(site, TaskOutcome.broken(e.diagnostic(), include.task().place()), false);
            }
        }
        return hostsOf;
    }

    private List<Inclusion> inclusions(Site site, Include include) {
        while (true) {
            try {
                return inclusionsNow(site, include);
            } catch (FactsNeeded needed) {
                asker.gather(needed.host(), site);
            }
        }
    }

    private List<Inclusion> inclusionsNow(Site site, Include include) {
        if (!new LoopItems(site).looping() && !TaskConditions.hold(site, site.scope())) {
            return List.of();
        }
        var all = new ArrayList<Inclusion>();
        var counts = new HashMap<Inclusion, Integer>();
        for (Map<String, Value> variables : items(site)) {
            Scope scope = site.scope().with(variables);
            if (TaskConditions.hold(site, scope)) {
                Inclusion inclusion = inclusion(include, scope, variables);
                all.add(inclusion.after(counts.merge(inclusion, 1, Integer::sum) - 1));
            }
        }
        return all;
    }

    /** A condition that fails without the item skips the list, which may then be undefined. */
    private static List<Map<String, Value>> items(Site site) {
        try {
            return new LoopItems(site).items();
        } catch (DeployException e) {
            if (skippedWhatever(site)) {
                return List.of();
            }
            throw e;
        }
    }

    private static boolean skippedWhatever(Site site) {
        try {
            return !TaskConditions.hold(site, site.scope());
        } catch (DeployException _) {
            return false;
        }
    }

    private Inclusion inclusion(Include include, Scope scope, Map<String, Value> variables) {
        String name = text(include.name(), scope)
                .orElseThrow(() -> Diagnostic.of(
                                ErrorCode.MISSING_ARGUMENT,
                                "`" + include.task().module() + "` needs the name of what it includes")
                        .at(include.task().place())
                        .toException());
        var from = new LinkedHashMap<String, String>();
        include.from().forEach((kind, raw) -> text(raw, scope).ifPresent(file -> from.put(kind, file)));
        return new Inclusion(name, from, variables, 0);
    }

    private Optional<String> text(Value raw, Scope scope) {
        return Optional.of(run.templates().render(raw, scope))
                .filter(value -> value != OmitValue.OMIT)
                .map(value -> value instanceof TextValue text ? text.text() : String.valueOf(value));
    }

    /** The tasks that come in; what a role brings besides joins the play. */
    List<Node> load(PlayState play, Include include, Inclusion inclusion) {
        PlaybookLoader.Included included =
                run.loader().include(include, inclusion.name(), inclusion.from(), inclusion.variables());
        play.join(included.roles(), included.handlers());
        return run.selection().nodes(included.tasks());
    }
}

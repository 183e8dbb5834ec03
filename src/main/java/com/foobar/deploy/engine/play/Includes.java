package com.foobar.deploy.engine.play;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.event.Results;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.prepared.Conditions;
import com.foobar.deploy.engine.prepared.Cursor;
import com.foobar.deploy.engine.prepared.LoopItems;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.reading.Asker;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.engine.task.TaskEnd;
import com.foobar.deploy.engine.variables.FactsNeeded;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.PlaybookLoader;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** include_tasks and include_role: evaluated per host and round of the loop, run together where they are the same. */
final class Includes {
    /**
     * What is included, with the variables of the round. Hosts with equal ones run it together.
     *
     * @param earlier how often the host includes the very same before: it is included as often as it is named
     */
    record Wanted(String name, Map<String, String> from, Map<String, Value> variables, int earlier) {}

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
    void enter(Wanted wish, Task task) {
        around.addLast(wish.name());
        if (around.size() > DEEPEST) {
            List<String> chain = new ArrayList<>(around).subList(DEEPEST - SHOWN, DEEPEST + 1);
            throw Diagnostic.of(
                            ErrorCode.IMPORT_CYCLE,
                            "includes are nested more than " + DEEPEST + " deep: ... -> " + String.join(" -> ", chain))
                    .at(task.place())
                    .advise("give the include a condition that ends it, or use a loop")
                    .toException();
        }
    }

    void leave() {
        around.removeLast();
    }

    /** What each host wants to include, in the order of the rounds. Hosts that fail here are told and left out. */
    Map<Wanted, List<HostRun>> wanted(PlayState play, Task task, List<HostRun> hosts, Cursor cursor) {
        var byWish = new LinkedHashMap<Wanted, List<HostRun>>();
        for (HostRun host : hosts) {
            var site = new Site(run, play, task, host, cursor);
            try {
                List<Wanted> wishes = wishes(site);
                wishes.forEach(wish ->
                        byWish.computeIfAbsent(wish, _ -> new ArrayList<>()).add(host));
                if (wishes.isEmpty()) {
                    var skipped = Results.skipped("when");
                    end.note(site, TaskOutcome.of(Status.SKIPPED, skipped, "a condition does not hold"), false);
                }
            } catch (DeployException e) {
                end.note(site, TaskOutcome.broken(e.diagnostic(), task.place()), false);
            }
        }
        return byWish;
    }

    private List<Wanted> wishes(Site site) {
        while (true) {
            try {
                var wishes = new ArrayList<Wanted>();
                if (!new LoopItems(site).looping() && !Conditions.hold(site, site.scope())) {
                    return wishes;
                }
                for (Map<String, Value> variables : rounds(site)) {
                    Scope scope = site.scope().with(variables);
                    if (Conditions.hold(site, scope)) {
                        wishes.add(wish(site, scope, variables, wishes));
                    }
                }
                return wishes;
            } catch (FactsNeeded needed) {
                asker.gather(needed.host(), site);
            }
        }
    }

    /** A condition that fails without the item skips the list, which may then be undefined. */
    private static List<Map<String, Value>> rounds(Site site) {
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
            return !Conditions.hold(site, site.scope());
        } catch (DeployException _) {
            return false;
        }
    }

    private Wanted wish(Site site, Scope scope, Map<String, Value> variables, List<Wanted> before) {
        MapValue arguments = site.task().arguments();
        String key = site.shortModule().equals("include_role") ? "name" : "file";
        String name = argument(arguments, key, scope)
                .or(() -> argument(arguments, "_raw_params", scope))
                .or(() -> argument(arguments, "role", scope))
                .orElseThrow(() -> Diagnostic.of(
                                ErrorCode.MISSING_ARGUMENT,
                                "`" + site.task().module() + "` needs the argument `" + key + "`")
                        .at(site.task().place())
                        .toException());
        var from = new LinkedHashMap<String, String>();
        for (String part : List.of("tasks_from", "vars_from", "defaults_from", "handlers_from")) {
            argument(arguments, part, scope).ifPresent(value -> from.put(part, value));
        }
        int earlier = (int) before.stream()
                .filter(wish -> wish.equals(new Wanted(name, from, variables, wish.earlier())))
                .count();
        return new Wanted(name, from, variables, earlier);
    }

    private Optional<String> argument(MapValue arguments, String name, Scope scope) {
        return arguments
                .find(name)
                .map(raw -> run.templates().render(raw, scope))
                .filter(value -> value != OmitValue.OMIT)
                .map(value -> value instanceof TextValue text ? text.text() : String.valueOf(value));
    }

    /** The nodes that a wish stands for; what the role brings joins the play. */
    List<Node> load(PlayState play, Task task, Wanted wish) {
        boolean role =
                com.foobar.deploy.module.ModuleRegistry.shortName(task.module()).equals("include_role");
        PlaybookLoader.Included included = role
                ? run.loader().includeRole(task, wish.name(), wish.from(), wish.variables())
                : run.loader().includeTasks(task, wish.name(), wish.variables());
        play.join(included.roles(), included.handlers());
        return run.selection().nodes(included.tasks());
    }
}

package com.foobar.deploy.module.builtin.services;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Doubted;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.TouchedDoubt;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.databases.SqlAnswer;
import com.foobar.deploy.state.question.services.ServiceQuestion;
import com.foobar.deploy.state.question.services.ServiceState;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides what is to be done to a unit of systemd. */
final class UnitDecision {
    /** A service that starts or stops writes where services write. */
    private static final Touched RUNNING =
            new Touched(java.util.Set.of(Topic.SERVICE), java.util.Set.of("/run", "/var", "/tmp"));

    private static final Touched UNIT_FILES =
            new Touched(java.util.Set.of(Topic.SERVICE), java.util.Set.of("/etc/systemd", "/etc/rc0.d", "/etc/rc6.d"));

    /** Programs that show what runs and what it says. */
    private static final Pattern SHOWS =
            Pattern.compile("(^|[|;&(]|exec|eval ')\\s*(ss|netstat|ps|pgrep|socat|curl|systemctl)\\b");

    private static final Touched MANAGER = Touched.topics(Topic.SERVICE);

    private final UnitArgs args;
    private final String name;
    private final String unit;
    private final ServiceQuestion question;
    private final List<ScriptChange> changes = new ArrayList<>();
    private ServiceState state;
    private boolean changed;

    private UnitDecision(UnitArgs args, String name, ServiceState state) {
        this.args = args;
        this.name = name;
        this.unit = ServiceQuestion.unit(name);
        this.question = question(args, name);
        this.state = state;
    }

    static ServiceQuestion question(UnitArgs args, String name) {
        return args.user() ? ServiceQuestion.ofUser(name) : ServiceQuestion.of(name);
    }

    /** @param checkMode a plan looks for the file of a unit that systemd is to read first; systemd itself says it better */
    static Decision decide(UnitArgs args, Answers answers, boolean checkMode) {
        if (args.name().isEmpty()) {
            return managerOnly(args);
        }
        String name = args.name().get();
        ServiceState now = answers.to(question(args, name));
        if (!now.problem().isEmpty()) {
            String why = "systemd cannot be asked for `" + name + "`: " + now.problem();
            return new Decision.Failed(why, ModuleResult.EMPTY.failing(why));
        }
        var decision = new UnitDecision(args, name, now);
        boolean missing =
                !now.found() && decision.asksForMore() && !args.masked().orElse(false);
        if (missing
                && (!args.daemonReload() || checkMode && !args.user() && !UnitFiles.mayExist(decision.unit, answers))) {
            return decision.notFound();
        }
        return decision.decide();
    }

    /** A reload or re-execution of the manager itself counts as no change, as with Ansible. */
    private static Decision managerOnly(UnitArgs args) {
        var changes = managerChanges(args, true);
        ModuleResult result = ModuleResult.EMPTY
                .with("name", com.foobar.deploy.value.NullValue.NULL)
                .with("status", Value.of(Map.of()));
        if (changes.isEmpty()) {
            return new Decision.Unchanged("nothing is asked for", result);
        }
        return Decision.Change.of(changes, result.with("changed", false));
    }

    private static List<ScriptChange> managerChanges(UnitArgs args, boolean reload) {
        var changes = new ArrayList<ScriptChange>();
        if (args.daemonReload() && reload) {
            changes.add(ScriptChange.of(
                            "let systemd read its units again", systemctl(args).and(" daemon-reload"), MANAGER)
                    .doubting(Doubted.NOTHING));
        }
        if (args.daemonReexec()) {
            changes.add(
                    ScriptChange.of("restart systemd itself", systemctl(args).and(" daemon-reexec"), MANAGER)
                            .doubting(Doubted.NOTHING));
        }
        return changes;
    }

    private boolean asksForMore() {
        return args.state().isPresent()
                || args.enabled().isPresent()
                || args.masked().isPresent();
    }

    private Decision notFound() {
        String why = "Could not find the requested service " + name + ": host";
        return new Decision.Failed(why, result().failing(why));
    }

    private Decision decide() {
        changes.addAll(managerChanges(args, state.needsReload() || !state.found()));
        args.masked().ifPresent(this::mask);
        args.enabled().ifPresent(this::enable);
        args.state().ifPresent(this::run);
        if (changes.isEmpty()) {
            return new Decision.Unchanged(reason(), result());
        }
        ModuleResult after = result();
        ModuleResult made = changed ? after : after.with("changed", false);
        return Decision.Change.of(changes, made);
    }

    private void mask(boolean wanted) {
        if (state.masked() == wanted) {
            return;
        }
        add(
                (wanted ? "mask " : "unmask ") + name,
                systemctl(args)
                        .and(wanted ? ShellText.lit(" mask --") : ShellText.lit(" unmask --"))
                        .arg(unit),
                UNIT_FILES,
                wanted
                        ? Map.of("LoadState", "masked", "UnitFileState", "masked")
                        : Map.of("LoadState", "loaded", "UnitFileState", "disabled"));
    }

    private void enable(boolean wanted) {
        if (state.enabled() == wanted) {
            return;
        }
        ShellText verb = wanted ? ShellText.lit(" enable") : ShellText.lit(" disable");
        add(
                (wanted ? "enable " : "disable ") + name + " at boot",
                systemctl(args)
                        .and(verb)
                        .and(args.force() ? ShellText.lit(" --force --") : ShellText.lit(" --"))
                        .arg(unit),
                UNIT_FILES,
                Map.of("UnitFileState", wanted ? "enabled" : "disabled"));
    }

    private void run(UnitArgs.State wanted) {
        switch (wanted) {
            case STARTED -> {
                if (!state.running()) {
                    act(UnitArgs.State.STARTED);
                }
            }
            case STOPPED -> {
                if (state.running() || state.deactivating() || state.restarting()) {
                    act(UnitArgs.State.STOPPED);
                }
            }
            case RESTARTED, RELOADED -> act(state.running() ? wanted : UnitArgs.State.STARTED);
        }
    }

    /** On failure the unit's own last words are added: systemctl itself only says where to look. */
    private void act(UnitArgs.State action) {
        ShellText script = systemctl(args)
                .and(args.noBlock() ? ShellText.lit(" --no-block") : ShellText.EMPTY)
                .arg(action.verb())
                .and(" --")
                .arg(unit)
                .and(" || {\nrc=$?\n")
                .and(systemctl(args))
                .and(" --no-pager --full --lines=15 status --")
                .arg(unit)
                .and(" >&2\nexit \"$rc\"\n}");
        boolean runs = action != UnitArgs.State.STOPPED;
        boolean starts = action == UnitArgs.State.STARTED || action == UnitArgs.State.RESTARTED;
        if (starts && !args.noBlock() && unit.endsWith(".service")) {
            script = UnitSettling.proving(script, systemctl(args), unit);
        }
        add(
                action.verb() + " " + name,
                script,
                RUNNING,
                runs
                        ? Map.of("ActiveState", "active", "SubState", "running")
                        : Map.of("ActiveState", "inactive", "SubState", "dead", "MainPID", "0"));
    }

    private void add(String title, ShellText script, Touched touched, Map<String, String> after) {
        changed = true;
        state = state.with(after);
        changes.add(ScriptChange.of(title, script, touched)
                .doubting(touched.equals(RUNNING) ? this::shows : Doubted.NOTHING)
                .expecting(question, state));
    }

    /** What a plan cannot tell once the unit has started or stopped: what it would answer, and what it keeps of its own. */
    private boolean shows(Question<?> asked, @Nullable Object answer) {
        return switch (asked.topic()) {
            case HTTP, PORT -> true;
            case SQL -> answer instanceof SqlAnswer.Unreachable;
            case COMMAND -> SHOWS.matcher(asked.text()).find() || TouchedDoubt.named(asked.text(), name);
            case FILE -> asked.doubtedAfter(Touched.paths("/run/" + name, "/var/run/" + name));
            case PACKAGE, SERVICE, ACCOUNT, SYSTEM, FACTS -> false;
        };
    }

    private static ShellText systemctl(UnitArgs args) {
        return args.user()
                ? ShellText.lit("XDG_RUNTIME_DIR=\"${XDG_RUNTIME_DIR:-/run/user/$(id -u)}\" systemctl --user")
                : ShellText.lit("systemctl");
    }

    private String reason() {
        var parts = new ArrayList<String>();
        args.state().ifPresent(_ -> parts.add(state.running() ? "runs" : "is stopped"));
        args.enabled().ifPresent(wanted -> parts.add(wanted ? "is enabled" : "is disabled"));
        args.masked().ifPresent(wanted -> parts.add(wanted ? "is masked" : "is not masked"));
        return name + " " + (parts.isEmpty() ? "is not asked to change" : String.join(", ", parts));
    }

    private ModuleResult result() {
        var status = new LinkedHashMap<String, Value>();
        state.properties().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> status.put(entry.getKey(), Value.of(entry.getValue())));
        ModuleResult result = ModuleResult.EMPTY.with("name", name).with("status", Value.of(status));
        Optional<Boolean> enabled = args.enabled();
        if (enabled.isPresent()) {
            result = result.with("enabled", enabled.get());
        }
        return args.state().isPresent() ? result.with("state", state.running() ? "started" : "stopped") : result;
    }
}

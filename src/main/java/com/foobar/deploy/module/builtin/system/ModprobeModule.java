package com.foobar.deploy.module.builtin.system;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.Presence;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.system.CommandQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Loads and unloads modules of the kernel, now and at boot. */
final class ModprobeModule implements Module<ModprobeModule.Args> {
    private static final String LOADED = "loaded";
    private static final String KNOWN = "known";
    private static final String AT_BOOT = "at boot";
    private static final String OPTIONS = "options ";

    /** Whether the module is loaded at boot; "disabled" leaves that as it is. */
    enum Persistent {
        DISABLED,
        PRESENT,
        ABSENT
    }

    record Args(
            @Arg("the kernel module") String name,

            @Arg("its parameters, as `a=1 b=2`") Optional<String> params,

            @Arg(value = "present (loaded) or absent", fallback = "present")
            Presence state,

            @Arg(value = "present, absent or disabled: loaded at boot, with its parameters", fallback = "disabled")
            Persistent persistent) {
        Args {
            if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_-]*")) {
                throw new IllegalArgumentException("`" + name + "` is not the name of a kernel module");
            }
            if (params.filter(text -> text.contains("\n")).isPresent()) {
                throw new IllegalArgumentException("`params` must be on one line");
            }
        }

        List<String> words() {
            return Stream.of(params.orElse("").strip().split("\\s+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }

        /** The kernel writes an underscore for a dash. */
        String kernelName() {
            return name.replace('-', '_');
        }

        CommandQuestion question() {
            return new CommandQuestion(ShellText.lit("u=").glue(kernelName()).and("""

                if grep -q "^$u " /proc/modules || tr - _ <"/lib/modules/$(uname -r)/modules.builtin" | grep -q "/$u[.]ko"
                then echo loaded
                fi
                if modprobe -n -q "$u"; then echo known; fi
                if cat /etc/modules-load.d/*.conf | tr - _ | grep -qE "^[[:space:]]*$u[[:space:]]*([#;].*)?$"
                then echo at boot
                fi
                cat /etc/modprobe.d/*.conf | sed -n "s/^[[:space:]]*options[[:space:]]\\{1,\\}$u[[:space:]]/options /p"
                """));
        }
    }

    @Override
    public String name() {
        return "modprobe";
    }

    @Override
    public String summary() {
        return "Loads and unloads modules of the kernel, now and at boot.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(args.question());
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        List<String> found = answers.to(args.question()).text().lines().toList();
        boolean present = args.state() == Presence.PRESENT;
        ModuleResult result = ModuleResult.EMPTY
                .with("name", args.name())
                .with("params", args.params().orElse(""))
                .with("state", present ? "present" : "absent");
        var changes = new ArrayList<HostChange>();
        if (present && !found.contains(LOADED)) {
            changes.add(load(args));
        } else if (!present && found.contains(LOADED)) {
            changes.add(
                    change("unload " + args.name(), ShellText.lit("modprobe -r").arg(args.name())));
        }
        boolean atBoot = found.contains(AT_BOOT);
        List<String> options =
                found.stream().filter(line -> line.startsWith(OPTIONS)).toList();
        switch (args.persistent()) {
            case DISABLED -> {}
            case PRESENT -> changes.addAll(kept(args, atBoot, options));
            case ABSENT -> {
                if (atBoot || !options.isEmpty()) {
                    changes.add(forgotten(args));
                }
            }
        }
        return changes.isEmpty()
                ? new Decision.Unchanged(args.name() + " is " + (present ? "" : "not ") + "loaded", result)
                : Decision.Change.of(changes, result);
    }

    private static ScriptChange change(String describe, ShellText script, String... paths) {
        return ScriptChange.of(describe, script, new Touched(Set.of(Topic.SYSTEM, Topic.COMMAND), Set.of(paths)));
    }

    private static ScriptChange load(Args args) {
        ShellText script = ShellText.lit("modprobe").arg(args.name()).args(args.words());
        return change("load " + args.name(), script)
                .needing(new Need<StepResult>(
                        args.question(),
                        answer -> answer.text().lines().anyMatch(KNOWN::equals),
                        "the host has no kernel module `" + args.name() + "`"));
    }

    private static List<HostChange> kept(Args args, boolean atBoot, List<String> options) {
        var changes = new ArrayList<HostChange>();
        if (!atBoot) {
            changes.add(line("load " + args.name() + " at boot", "/etc/modules-load.d", args, args.name()));
        }
        boolean set = args.words().stream()
                .allMatch(word -> options.stream()
                        .anyMatch(line -> List.of(line.split("\\s+")).contains(word)));
        if (!set) {
            String line = OPTIONS + args.name() + " " + String.join(" ", args.words());
            changes.add(line("set parameters of " + args.name(), "/etc/modprobe.d", args, line));
        }
        return changes;
    }

    private static ScriptChange line(String describe, String directory, Args args, String line) {
        String file = directory + "/" + args.name() + ".conf";
        ShellText script = ShellText.lit("umask 022\nmkdir -p")
                .arg(directory)
                .and(" && printf '%s\\n'")
                .arg(line)
                .and(" >")
                .glue(file);
        return change(describe, script, file);
    }

    /** As Ansible: the lines stay as comments. */
    private static ScriptChange forgotten(Args args) {
        ShellText script =
                ShellText.lit("u=").glue(args.kernelName().replace("_", "[_-]")).and("""

                    for f in /etc/modules-load.d/*.conf; do
                      [ ! -f "$f" ] || sed -i "s/^[[:space:]]*$u[[:space:]]*\\([#;].*\\)\\{0,1\\}$/#&/" "$f" || exit 1
                    done
                    for f in /etc/modprobe.d/*.conf; do
                      [ ! -f "$f" ] || sed -i "s/^[[:space:]]*options[[:space:]]\\{1,\\}$u[[:space:]].*/#&/" "$f" || exit 1
                    done""");
        return change("no longer load " + args.name() + " at boot", script, "/etc/modules-load.d", "/etc/modprobe.d");
    }
}

package com.foobar.deploy.module.builtin.system;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.MoreChanges;
import com.foobar.deploy.module.Presence;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.builtin.commands.CommandTask;
import com.foobar.deploy.module.builtin.files.DesiredAttributes;
import com.foobar.deploy.module.builtin.files.EditedFile;
import com.foobar.deploy.module.builtin.files.LocatedFile;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.system.SysctlQuestion;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps a kernel setting in a file that is loaded at boot, and loads it. */
final class SysctlModule implements Module<SysctlModule.Args> {
    record Args(
            @Arg(value = "the setting", aliases = "key") String name,
            @Arg(value = "its value", aliases = "val") Optional<Value> value,

            @Arg(value = "present or absent", fallback = "present")
            Presence state,

            @Arg(value = "the file", fallback = "/etc/sysctl.conf")
            String sysctlFile,

            @Arg(value = "load the file where it, or the kernel's value, differs", fallback = "true")
            boolean reload,

            @Arg(value = "set the kernel's value at once", fallback = "false")
            boolean sysctlSet,

            @Arg(value = "pass over settings the kernel does not know", fallback = "false")
            boolean ignoreerrors) {
        Args {
            name = new SysctlQuestion(name.strip()).name();
            if (state == Presence.PRESENT && value.isEmpty()) {
                throw new IllegalArgumentException("`value` is required");
            }
        }

        String wanted() {
            return value.map(given -> given instanceof BoolValue flag
                            ? (flag.flag() ? "1" : "0")
                            : CommandTask.text(given).text())
                    .map(text -> text.strip().replaceAll("\\s+", " "))
                    .orElse("");
        }

        SysctlQuestion question() {
            return new SysctlQuestion(name);
        }
    }

    @Override
    public String name() {
        return "sysctl";
    }

    @Override
    public String summary() {
        return "Keeps a kernel setting in a file that is loaded at boot, and loads it.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        var questions = new LinkedHashSet<Question<?>>(LocatedFile.reads(args.sysctlFile(), Detail.CONTENT));
        questions.add(args.question());
        return questions;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        EditedFile file = EditedFile.read(args.sysctlFile(), answers);
        Optional<String> current = answers.to(args.question());
        boolean present = args.state() == Presence.PRESENT;
        String text = edited(file, args.name(), present ? Optional.of(args.wanted()) : Optional.empty());
        ModuleResult result = ModuleResult.EMPTY
                .with("name", args.name())
                .with("sysctl_file", args.sysctlFile())
                .with("state", present ? "present" : "absent");
        boolean fileDiffers = !text.equals(file.text());
        boolean kernelDiffers = present && !current.equals(Optional.of(args.wanted()));
        var behind = new ArrayList<ScriptChange>();
        if (kernelDiffers && args.sysctlSet()) {
            behind.add(needing(set(args), args, List.of(args.question())));
        }
        if (args.reload() && (fileDiffers || kernelDiffers)) {
            behind.add(needing(load(args), args, loaded(text)));
        }
        var options = new EditedFile.Options(DesiredAttributes.NONE);
        Decision write = fileDiffers
                ? file.become(text, options, result, answers, context)
                : new Decision.Unchanged(args.name() + " is unchanged", result);
        return MoreChanges.around(List.of(), write, behind, result);
    }

    private static ScriptChange set(Args args) {
        ShellText script = ShellText.lit("sysctl")
                .and(args.ignoreerrors() ? ShellText.lit(" -e") : ShellText.EMPTY)
                .and(" -w")
                .arg(args.name() + "=" + args.wanted());
        return ScriptChange.of("set " + args.name() + " to " + args.wanted(), script, Touched.topics(Topic.SYSTEM))
                .expecting(args.question(), Optional.of(args.wanted()));
    }

    private static ScriptChange load(Args args) {
        ShellText script = ShellText.lit("sysctl")
                .and(args.ignoreerrors() ? ShellText.lit(" -e") : ShellText.EMPTY)
                .and(" -p")
                .arg(args.sysctlFile());
        ScriptChange change = ScriptChange.of("load " + args.sysctlFile(), script, Touched.topics(Topic.SYSTEM));
        return args.state() == Presence.PRESENT
                ? change.expecting(args.question(), Optional.of(args.wanted()))
                : change;
    }

    /** Without ignoreerrors, sysctl fails where the kernel has no such setting. One that cannot be read may be written. */
    private static ScriptChange needing(ScriptChange change, Args args, List<SysctlQuestion> settings) {
        if (args.ignoreerrors()) {
            return change;
        }
        return change.needing(settings.stream()
                .<Need<?>>map(setting -> new Need<>(
                        FileQuestion.attributes(setting.path()),
                        FileState::exists,
                        "the kernel has no setting `" + setting.name() + "`"))
                .toList());
    }

    /** What the file sets, but for what sysctl passes over: a dash before the name, and wildcards. */
    private static List<SysctlQuestion> loaded(String text) {
        var settings = new ArrayList<SysctlQuestion>();
        text.lines().map(String::strip).filter(line -> line.contains("=")).forEach(line -> {
            String name = line.substring(0, line.indexOf('=')).strip();
            if (SysctlQuestion.isName(name)) {
                settings.add(new SysctlQuestion(name));
            }
        });
        return settings;
    }

    /** The setting's first line is kept in its place, others of the same name go. */
    private static String edited(EditedFile file, String name, Optional<String> wanted) {
        var out = new StringBuilder();
        boolean done = wanted.isEmpty();
        for (String line : file.lines()) {
            String bare = line.strip();
            int equals = bare.indexOf('=');
            boolean setting = equals > 0 && !bare.startsWith("#") && !bare.startsWith(";");
            if (!setting || !bare.substring(0, equals).strip().equals(name)) {
                out.append(line);
            } else if (!done) {
                String value = bare.substring(equals + 1).strip().replaceAll("\\s+", " ");
                out.append(value.equals(wanted.orElse("")) ? line : name + "=" + wanted.orElse("") + "\n");
                done = true;
            }
        }
        if (!done) {
            out.append(out.isEmpty() || out.charAt(out.length() - 1) == '\n' ? "" : "\n");
            out.append(name).append('=').append(wanted.orElse("")).append('\n');
        }
        return out.toString();
    }
}

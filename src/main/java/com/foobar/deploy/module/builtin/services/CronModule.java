package com.foobar.deploy.module.builtin.services;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.builtin.files.DesiredAttributes;
import com.foobar.deploy.module.builtin.files.EditedFile;
import com.foobar.deploy.module.builtin.files.LocatedFile;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.Remove;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.system.CommandQuestion;
import com.foobar.deploy.value.Digests;
import com.foobar.deploy.value.ListValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps a job or a variable in a user's crontab or in a file of /etc/cron.d. */
final class CronModule implements Module<CronModule.Args> {
    enum Desired {
        PRESENT,
        ABSENT
    }

    enum SpecialTime {
        REBOOT,
        YEARLY,
        ANNUALLY,
        MONTHLY,
        WEEKLY,
        DAILY,
        HOURLY
    }

    record Args(
            @Arg("name of the job, kept in a comment before it; with env the name of the variable")
            Optional<String> name,

            @Arg(
                    value = "the command; with env the value of the variable",
                    aliases = {"value"})
            Optional<String> job,

            @Arg(value = "present or absent", fallback = "present")
            Desired state,

            @Arg("whose crontab, and with cron_file who runs the job; without one whoever the task runs as, or root")
            Optional<String> user,

            @Arg("file to use instead of a crontab; a bare name is one in /etc/cron.d")
            Optional<String> cronFile,

            @Arg(value = "minute, as in a crontab", fallback = "*")
            String minute,

            @Arg(value = "hour, as in a crontab", fallback = "*")
            String hour,

            @Arg(
                    value = "day of the month, as in a crontab",
                    fallback = "*",
                    aliases = {"dom"})
            String day,

            @Arg(value = "month, as in a crontab", fallback = "*")
            String month,

            @Arg(
                    value = "day of the week, as in a crontab",
                    fallback = "*",
                    aliases = {"dow"})
            String weekday,

            @Arg("a time by name, instead of the five fields")
            Optional<SpecialTime> specialTime,

            @Arg(value = "keep the job as a comment", fallback = "false")
            boolean disabled,

            @Arg(value = "manage a variable, not a job", fallback = "false")
            boolean env,

            @Arg("variable after which to put a new one") Optional<String> insertafter,

            @Arg("variable before which to put a new one") Optional<String> insertbefore,

            @Arg(value = "keep an old cron_file under a name with the time", fallback = "false")
            boolean backup) {
        Args {
            boolean dropsFile = state == Desired.ABSENT && cronFile.isPresent();
            if (name.isEmpty() && !dropsFile) {
                throw new IllegalArgumentException("`name` is needed");
            }
            if (state == Desired.PRESENT && job.isEmpty()) {
                throw new IllegalArgumentException("`job` is needed with `state: present`");
            }
            boolean timed = Stream.of(minute, hour, day, month, weekday).anyMatch(field -> !field.equals("*"));
            if (timed && specialTime.isPresent()) {
                throw new IllegalArgumentException("`special_time` and the time fields exclude each other");
            }
            if (Stream.of(minute, hour, day, month, weekday).anyMatch(field -> !field.matches("[\\w*/,~?-]+"))) {
                throw new IllegalArgumentException("a time field has blanks or signs that a crontab does not know");
            }
            if (job.orElse("").strip().contains("\n") || name.orElse("").contains("\n")) {
                throw new IllegalArgumentException("`job` and `name` must be one line");
            }
            if (insertafter.isPresent() && insertbefore.isPresent()) {
                throw new IllegalArgumentException("`insertafter` and `insertbefore` exclude each other");
            }
        }

        Optional<String> file() {
            return cronFile.map(name -> name.startsWith("/") ? name : "/etc/cron.d/" + name);
        }

        /** The line of the job. */
        String line() {
            String time = specialTime
                    .map(special -> "@" + special.name().toLowerCase(Locale.ROOT))
                    .orElseGet(() -> String.join(" ", minute, hour, day, month, weekday));
            String who = cronFile.isPresent() ? user.orElse("root") + " " : "";
            return (disabled ? "#" : "") + time + " " + who + job.orElse("").strip();
        }
    }

    @Override
    public String name() {
        return "cron";
    }

    @Override
    public String summary() {
        return "Keeps a job or a variable in a crontab or in a file of /etc/cron.d.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return args.file().map(file -> LocatedFile.reads(file, Detail.CONTENT)).orElseGet(() -> Set.of(listing(args)));
    }

    private static CommandQuestion listing(Args args) {
        return new CommandQuestion(crontab(args).and(" -l"));
    }

    private static ShellText crontab(Args args) {
        ShellText command = ShellText.lit("crontab");
        return args.user().map(user -> command.and(" -u").arg(user)).orElse(command);
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        return args.file().isPresent()
                ? inFile(args, args.file().get(), answers, context)
                : inTable(args, answers, context);
    }

    private static Decision inFile(Args args, String path, Answers answers, TaskContext context) {
        EditedFile file = EditedFile.read(path, answers);
        if (args.name().isEmpty()) {
            ModuleResult result = ModuleResult.EMPTY.with("cron_file", path).with("state", "absent");
            return file.exists()
                    ? Decision.Change.of(List.of(new Remove(path, false)), result)
                    : new Decision.Unchanged(path + " is absent", result);
        }
        var table = new CronTable(file.text());
        apply(args, table);
        ModuleResult result = result(args, table).with("cron_file", path);
        if (table.text().equals(file.text())) {
            return new Decision.Unchanged("the crontab " + path + " is unchanged", result);
        }
        var options = new EditedFile.Options(DesiredAttributes.NONE, Optional.empty(), args.backup(), false, false);
        return file.become(table.text(), options, result, answers, context);
    }

    private static Decision inTable(Args args, Answers answers, TaskContext context) {
        StepResult listing = answers.to(listing(args));
        if (listing.rc() == 127) {
            String message = "the host has no crontab command; the package is called cron";
            return context.checkMode()
                    ? new Decision.Unknown("cron is installed", ModuleResult.EMPTY, Optional.of(message))
                    : new Decision.Failed(message, ModuleResult.EMPTY);
        }
        if (!listing.ok() && !listing.errorText().contains("no crontab for")) {
            return new Decision.Failed("crontab -l: " + listing.errorText().strip(), ModuleResult.EMPTY);
        }
        String before = listing.ok() ? listing.text() : "";
        var table = new CronTable(before);
        apply(args, table);
        ModuleResult result = result(args, table);
        String title = "the crontab" + args.user().map(user -> " of " + user).orElse("");
        if (table.text().equals(before)) {
            return new Decision.Unchanged(title + " is unchanged", result);
        }
        return Decision.Change.of(List.of(install(args, title, before, table.text())), result)
                .withDiff(Diff.text(title, before, table.text()));
    }

    /** crontab itself puts the new table in place in one rename and tells the daemon. */
    private static ScriptChange install(Args args, String title, String before, String after) {
        String hash = Digests.sha256(before.getBytes(StandardCharsets.UTF_8));
        ShellText script = ShellText.lit("h=$(")
                .and(crontab(args))
                .and(" -l 2>/dev/null | sha256sum)\n[ \"${h%% *}\" =")
                .arg(hash)
                .and(" ] || exit 175\nprintf %s")
                .arg(after)
                .and(" | ")
                .and(crontab(args))
                .and(" -\n");
        return ScriptChange.of("write " + title, script, new Touched(Set.of(), Set.of()))
                .expecting(listing(args), StepResult.of(0, after, ""));
    }

    private static void apply(Args args, CronTable table) {
        String name = args.name().orElseThrow();
        boolean present = args.state() == Desired.PRESENT;
        if (args.env() && present) {
            table.setVariable(name, args.job().orElse(""), args.insertafter(), args.insertbefore());
        } else if (args.env()) {
            table.removeVariable(name);
        } else if (present) {
            table.setJob(name, args.line());
        } else {
            table.removeJob(name);
        }
    }

    private static ModuleResult result(Args args, CronTable table) {
        return ModuleResult.EMPTY
                .with("jobs", ListValue.ofStrings(table.jobs()))
                .with("envs", ListValue.ofStrings(table.variables()))
                .with("state", args.state().name().toLowerCase(Locale.ROOT));
    }
}

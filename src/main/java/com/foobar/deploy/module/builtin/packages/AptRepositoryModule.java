package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.FileMode;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.MoreChanges;
import com.foobar.deploy.module.Presence;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.UnsupportedArgumentException;
import com.foobar.deploy.module.builtin.files.DesiredAttributes;
import com.foobar.deploy.module.builtin.files.EditedFile;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.change.Remove;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.packages.AptSourcesQuestion;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds and removes one-line sources of apt. */
final class AptRepositoryModule implements Module<AptRepositoryModule.Args> {
    private static final String DIRECTORY = "/etc/apt/sources.list.d/";

    record Args(
            @Arg("the source: `deb [options] URI suite components`")
            String repo,

            @Arg(value = "present or absent", fallback = "present")
            Presence state,

            @Arg("the file's name without .list; made of the URI where none is given")
            Optional<String> filename,

            @Arg(value = "mode of a new file", fallback = "0644")
            FileMode mode,

            @Arg(value = "fetch the package lists after a change", aliases = "update-cache", fallback = "true")
            boolean updateCache,

            @Arg(value = "how often fetching is tried", fallback = "5")
            int updateCacheRetries,

            @Arg(value = "most seconds between tries", fallback = "12")
            int updateCacheRetryMaxDelay,

            @Arg("not used") Optional<String> codename,
            @Arg(value = "not used", fallback = "true") boolean validateCerts,

            @Arg(value = "not used: nothing is needed on the host", fallback = "true")
            boolean installPythonApt) {
        Args {
            if (repo.startsWith("ppa:")) {
                throw new UnsupportedArgumentException(
                        "personal package archives (ppa:) are not supported; use deb822_repository with the archive's"
                                + " address");
            }
            if (!normalized(repo).matches("(deb|deb-src) (\\[[^\\]]*\\] )?\\S+ \\S+.*")) {
                throw new IllegalArgumentException(
                        "`" + repo + "` is not a source: expected `deb URI suite components`");
            }
            if (filename.filter(name -> name.contains("/")).isPresent()) {
                throw new IllegalArgumentException("`filename` is to be a name, not a path");
            }
        }

        String line() {
            return normalized(repo);
        }

        String path() {
            return DIRECTORY + filename.orElseGet(this::suggestedName) + ".list";
        }

        /** As Ansible names it, so that both find each other's files: the URI with all but letters and digits as "_". */
        private String suggestedName() {
            String uri = line().replaceAll("\\[[^\\]]*]", "")
                    .replaceAll("\\w+://", "")
                    .strip();
            String first =
                    uri.replaceFirst("^(deb|deb-src)\\s+", "").split("\\s+")[0].replaceFirst("^[^@]*@", "");
            return Arrays.stream(first.split("[^a-zA-Z0-9]+"))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("_"));
        }
    }

    @Override
    public String name() {
        return "apt_repository";
    }

    @Override
    public String summary() {
        return "Adds and removes one-line sources of apt.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(new AptSourcesQuestion());
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        Map<String, String> files = answers.to(new AptSourcesQuestion()).files();
        List<String> holding = files.keySet().stream()
                .filter(path -> files.getOrDefault(path, "")
                        .lines()
                        .anyMatch(line -> normalized(line).equals(args.line())))
                .toList();
        boolean present = args.state() == Presence.PRESENT;
        ModuleResult result =
                ModuleResult.EMPTY.with("repo", args.repo()).with("state", present ? "present" : "absent");
        if (present) {
            return holding.isEmpty()
                    ? add(args, answers, context, result)
                    : new Decision.Unchanged("the source is in " + holding.getFirst(), result);
        }
        return holding.isEmpty()
                ? new Decision.Unchanged("no file has the source", result)
                : remove(args, holding, answers, context, result);
    }

    static String normalized(String line) {
        return line.replaceFirst("#.*", "").strip().replaceAll("\\s+", " ");
    }

    private static Decision add(Args args, Answers answers, TaskContext context, ModuleResult result) {
        EditedFile file = EditedFile.read(args.path(), answers);
        String before = file.text().isEmpty() || file.text().endsWith("\n") ? file.text() : file.text() + "\n";
        var options = new EditedFile.Options(
                DesiredAttributes.ofMode(file.exists() ? Optional.empty() : Optional.of(args.mode())));
        ModuleResult added = result.with("sources_added", ListValue.of(Value.of(args.path())))
                .with("sources_removed", ListValue.EMPTY);
        Decision write = file.become(before + args.line() + "\n", options, added, answers, context);
        // A source that cannot be fetched is taken back: the next run would take it for done.
        ShellText undo = file.exists()
                ? ShellText.lit("printf '%s'")
                        .arg(file.text())
                        .and(" >")
                        .glue(args.path())
                        .and("; ")
                : ShellText.lit("rm -f").arg(args.path()).and("; ");
        return MoreChanges.around(List.of(), write, update(args, undo), added);
    }

    private static List<ScriptChange> update(Args args, ShellText undo) {
        return args.updateCache()
                ? List.of(AptCommand.update(args.updateCacheRetries(), args.updateCacheRetryMaxDelay(), undo))
                : List.of();
    }

    private static Decision remove(
            Args args, List<String> holding, Answers answers, TaskContext context, ModuleResult result) {
        var changes = new ArrayList<HostChange>();
        ModuleResult removed =
                result.with("sources_added", ListValue.EMPTY).with("sources_removed", ListValue.ofStrings(holding));
        for (String path : holding) {
            EditedFile file = EditedFile.read(path, answers);
            String rest = file.lines().stream()
                    .filter(line -> !normalized(line).equals(args.line()))
                    .collect(Collectors.joining());
            if (rest.isBlank() && path.startsWith(DIRECTORY)) {
                changes.add(new Remove(path, false));
                continue;
            }
            var options = new EditedFile.Options(DesiredAttributes.NONE);
            if (file.become(rest, options, removed, answers, context) instanceof Decision.Change change) {
                changes.addAll(change.changes());
            }
        }
        changes.addAll(update(args, ShellText.EMPTY));
        return Decision.Change.of(changes, removed);
    }
}

package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.QuestionsTogether;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.archive.Archive;
import com.foobar.deploy.module.archive.ArchiveEntry;
import com.foobar.deploy.module.archive.TarNames;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.change.SetAttributes;
import com.foobar.deploy.state.change.UnpackArchive;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What unarchive does with an archive of the controller: it is compared file by file, and sent if one differs. */
record SentArchiveDecision(UnarchiveModule.Args args, String dest, ModuleResult base) {
    Decision decide(Answers answers, TaskContext context) {
        Path file = context.source("files", args.src());
        Archive archive = Archive.open(file);
        TarNames names = names();
        List<ArchiveEntry> entries = archive.entries(entry -> wanted(entry, names.excluded()), names);
        List<FileQuestion> folders = foldersAbove(entries);
        Map<ArchiveEntry, FileState> found = ask(entries, folders, answers);
        refuseSpecial(found);
        refuseLinks(folders, answers);
        List<ArchiveEntry> differing = entries.stream()
                .filter(entry -> differs(entry, found.getOrDefault(entry, FileState.MISSING), found))
                .toList();
        ModuleResult result = base.with("handler", archive.zip() ? "ZipArchive" : "TarArchive");
        if (args.listFiles()) {
            result = result.with(
                    "files",
                    ListValue.ofStrings(entries.stream().map(ArchiveEntry::name).toList()));
        }
        var changes = new ArrayList<HostChange>();
        if (!differing.isEmpty()) {
            changes.add(new UnpackArchive(
                    LocatedFile.baseName(args.src()),
                    dest,
                    Optional.empty(),
                    false,
                    Optional.of(archive::tar),
                    options(),
                    args.include(),
                    args.exclude()));
        }
        attributes(entries, found, differing).ifPresent(changes::add);
        if (changes.isEmpty()) {
            return new Decision.Unchanged("all of " + args.src() + " is in " + dest, result);
        }
        return Decision.Change.of(changes, result).withDiff(diff(differing, found));
    }

    private List<String> options() {
        var options = new ArrayList<>(args.extraOpts());
        if (args.keepNewer()) {
            options.add("--keep-newer-files");
        }
        return options;
    }

    private TarNames names() {
        try {
            return TarNames.of(args.extraOpts());
        } catch (IllegalArgumentException e) {
            throw ArgumentProblem.of("`extra_opts`: " + e.getMessage());
        }
    }

    private boolean wanted(ArchiveEntry entry, List<String> excluded) {
        boolean included =
                args.include().isEmpty() || args.include().stream().anyMatch(name -> matches(name, entry.name()));
        return included
                && Stream.concat(args.exclude().stream(), excluded.stream())
                        .noneMatch(name -> matches(name, entry.name()));
    }

    /** A name stands for all below it, too; an asterisk for anything. */
    private static boolean matches(String pattern, String name) {
        String regex = ("\\Q" + pattern.replaceFirst("/+$", "") + "\\E")
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q");
        return name.matches("(.*/)?" + regex + "(/.*)?");
    }

    /** tar would remove them. */
    private void refuseSpecial(Map<ArchiveEntry, FileState> found) {
        found.forEach((entry, now) -> FileResults.special(now)
                .filter(_ -> !now.isDirectory())
                .ifPresent(kind -> {
                    throw ArgumentProblem.of(
                            LocatedFile.join(dest, entry.name()) + " is " + kind + ", which is not replaced");
                }));
    }

    /** Directories that the archive does not hold itself: tar follows a link there, and makes a directory of others. */
    private List<FileQuestion> foldersAbove(List<ArchiveEntry> entries) {
        var folders = new LinkedHashSet<String>();
        for (ArchiveEntry entry : entries) {
            for (int slash = entry.name().indexOf('/');
                    slash > 0;
                    slash = entry.name().indexOf('/', slash + 1)) {
                folders.add(entry.name().substring(0, slash));
            }
        }
        entries.stream()
                .filter(entry -> entry.type() == ArchiveEntry.Type.DIRECTORY)
                .map(ArchiveEntry::name)
                .forEach(folders::remove);
        return folders.stream()
                .map(folder -> FileQuestion.attributes(LocatedFile.join(dest, folder)))
                .toList();
    }

    private void refuseLinks(List<FileQuestion> folders, Answers answers) {
        folders.forEach(question -> {
            FileState now = answers.to(question);
            if (now.isLink() && now.uid() > 0) {
                throw ArgumentProblem.of(question.path() + " is a link of another user, which is not followed");
            }
        });
    }

    private FileQuestion question(ArchiveEntry entry) {
        return FileQuestion.hash(LocatedFile.join(dest, entry.name()));
    }

    private Map<ArchiveEntry, FileState> ask(List<ArchiveEntry> entries, List<FileQuestion> folders, Answers answers) {
        var found = new LinkedHashMap<ArchiveEntry, FileState>();
        QuestionsTogether.ask(
                Stream.concat(entries.stream().map(this::question), folders.stream())
                        .toList(),
                answers);
        entries.forEach(entry -> found.put(entry, answers.to(question(entry))));
        return found;
    }

    private boolean differs(ArchiveEntry entry, FileState now, Map<ArchiveEntry, FileState> found) {
        // Without a mode of its own, the task wants the archive's; so does Ansible.
        boolean mode = args.attributes().mode().isPresent()
                || entry.mode().filter(bits -> bits != now.mode()).isEmpty();
        return switch (entry.type()) {
            case FILE -> !now.isFile() || !now.sha256().equals(entry.sha256()) || !mode;
            case DIRECTORY -> !now.isDirectory();
            case LINK ->
                !now.isLink() || now.linkTarget().filter(entry.target()::equals).isEmpty();
            case HARD_LINK ->
                found.entrySet().stream()
                        .noneMatch(other ->
                                other.getKey().name().equals(entry.target().replaceFirst("^\\./", ""))
                                        && now.exists()
                                        && other.getValue().inode() == now.inode());
            case OTHER -> false;
        };
    }

    private Optional<SetAttributes> attributes(
            List<ArchiveEntry> entries, Map<ArchiveEntry, FileState> found, List<ArchiveEntry> differing) {
        var desired = args.attributes().desired();
        var missing = new LinkedHashMap<String, SetAttributes.Desired>();
        for (ArchiveEntry entry : entries) {
            FileState now = found.getOrDefault(entry, FileState.MISSING);
            boolean fresh = differing.contains(entry);
            FileState state = fresh ? unpacked(entry) : now;
            if (entry.type() != ArchiveEntry.Type.OTHER && !desired.holds(state)) {
                missing.put(LocatedFile.join(dest, entry.name()), desired.missing(state));
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new SetAttributes(missing.size() + " paths in " + dest, missing, Map.of()));
    }

    /** Whose a file out of an archive is, is not known: then the owner is always set. */
    private static FileState unpacked(ArchiveEntry entry) {
        FileState.Type type = switch (entry.type()) {
            case DIRECTORY -> FileState.Type.DIRECTORY;
            case LINK -> FileState.Type.LINK;
            case FILE, HARD_LINK, OTHER -> FileState.Type.FILE;
        };
        return FileState.MISSING
                .withType(type)
                .withMode(entry.mode().orElse(-1))
                .withOwner("?")
                .withGroup("?");
    }

    private Diff diff(List<ArchiveEntry> differing, Map<ArchiveEntry, FileState> found) {
        var before = new LinkedHashMap<String, Value>();
        var after = new LinkedHashMap<String, Value>();
        for (ArchiveEntry entry : differing) {
            FileState now = found.getOrDefault(entry, FileState.MISSING);
            before.put(entry.name(), Value.of(FileResults.stateName(now)));
            after.put(entry.name(), Value.of(now.exists() ? "changed" : "new"));
        }
        return Diff.attributes(dest, before, after);
    }
}

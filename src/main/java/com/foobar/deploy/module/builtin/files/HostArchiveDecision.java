package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.http.HttpRequest;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.change.DownloadFile;
import com.foobar.deploy.state.change.FileFunctions;
import com.foobar.deploy.state.change.Remove;
import com.foobar.deploy.state.change.SetAttributes;
import com.foobar.deploy.state.change.UnpackArchive;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.HostPath;
import com.foobar.deploy.state.question.system.CommandQuestion;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What unarchive does with an archive of the host: it is compared there by tar or unzip.
 *
 * @param ownFolder nobody else can change what is in the directory: an archive may be downloaded there
 */
record HostArchiveDecision(UnarchiveModule.Args args, String dest, ModuleResult base, boolean ownFolder) {
    Decision decide(Answers answers) {
        if (args.src().contains("://")) {
            return download();
        }
        LocatedFile source = LocatedFile.find(args.src(), true, Detail.ATTRIBUTES, answers);
        if (!source.state().isFile()) {
            return new Decision.Failed("Source '" + source.path() + "' does not exist", base);
        }
        boolean zip = zip(source.path());
        var listing = new HostArchiveNames(args, dest, source.path(), zip);
        ModuleResult result = base.with("handler", zip ? "ZipArchive" : "TarArchive");
        StepResult compared =
                answers.to(new CommandQuestion(zip ? zipDifferences(source.path()) : listing.tarDifferences()));
        if (!same(compared)) {
            var changes = new ArrayList<HostChange>();
            changes.add(unpack(source.path(), source.path(), zip));
            listing.attributes().ifPresent(changes::add);
            return Decision.Change.of(changes, result);
        }
        Optional<SetAttributes> attributes = listing.differing(answers);
        return attributes.isEmpty()
                ? new Decision.Unchanged("all of " + source.path() + " is in " + dest, result)
                : Decision.Change.of(List.of(attributes.get()), result);
    }

    private static boolean zip(String path) {
        return path.toLowerCase(Locale.ROOT).matches(".*\\.(zip|jar|war|whl)");
    }

    private UnpackArchive unpack(String title, String path, boolean zip) {
        var options = new ArrayList<>(args.extraOpts());
        if (args.keepNewer()) {
            options.add(zip ? "-u" : "--keep-newer-files");
        }
        return new UnpackArchive(
                LocatedFile.baseName(title),
                dest,
                Optional.of(path),
                zip,
                Optional.empty(),
                options,
                args.include(),
                args.exclude());
    }

    private ShellText zipDifferences(String path) {
        boolean junk = args.extraOpts().contains("-j");
        return ShellText.lit("unzip -Z1")
                .and(HostPath.word(path))
                .args(args.include())
                .and(
                        args.exclude().isEmpty()
                                ? ShellText.EMPTY
                                : ShellText.lit(" -x").args(args.exclude()))
                .and(
                        junk
                                ? ShellText.lit(" | while IFS= read -r n; do\n  m=${n##*/}\n")
                                : ShellText.lit(" | while IFS= read -r n; do\n  m=$n\n"))
                .and(
                        junk
                                ? ShellText.lit("  case $n in\n    */) ;;\n    */) [ -d")
                                : ShellText.lit("  case $n in\n    */) [ -d"))
                .arg(dest)
                .and("/\"$m\" ] || { echo \"$n: missing\"; break; } ;;\n    *) unzip -p")
                .and(HostPath.word(path))
                .and(" \"$n\" | cmp -s -")
                .arg(dest)
                .and("/\"$m\" || { echo \"$n: differs\"; break; } ;;\n  esac\ndone");
    }

    /** What the task sets itself does not count, nor whose the files are. */
    private boolean same(StepResult compared) {
        if (compared.rc() > 1) {
            return false;
        }
        return compared.text()
                .lines()
                .allMatch(line -> line.isBlank()
                        // Of a directory whose whole name was stripped.
                        || line.equals("tar: : Warning: Cannot stat: No such file or directory")
                        || line.endsWith(": Uid differs")
                        || line.endsWith(": Gid differs")
                        || args.attributes().mode().isPresent() && line.endsWith(": Mode differs"));
    }

    /** What an address gives is not known in advance: only {@code creates} keeps it from being unpacked again. */
    private Decision download() {
        String path = LocatedFile.join(ownFolder ? dest : "~", FileFunctions.DRAFT_PREFIX + "archive");
        HttpRequest plain = request();
        var fetch = new DownloadFile(
                plain,
                path,
                FileState.MISSING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0600),
                false,
                false);
        boolean zip = zip(String.valueOf(plain.uri().getPath()));
        var changes = new ArrayList<HostChange>(List.of(
                new Remove(path, false),
                fetch,
                unpack(String.valueOf(plain.uri().getPath()), path, zip)));
        new HostArchiveNames(args, dest, path, zip).attributes().ifPresent(changes::add);
        changes.add(new Remove(path, false));
        return Decision.Change.of(changes, base.with("handler", zip ? "ZipArchive" : "TarArchive"));
    }

    private HttpRequest request() {
        try {
            return new HttpRequest(
                    "GET",
                    URI.create(args.src().strip()),
                    Map.of("User-Agent", "ansible-httpget"),
                    Optional.empty(),
                    Duration.ofSeconds(30),
                    HttpRequest.Redirects.SAFE,
                    args.validateCerts());
        } catch (IllegalArgumentException e) {
            throw ArgumentProblem.of(String.valueOf(e.getMessage()));
        }
    }
}

package com.foobar.deploy.module.builtin;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.http.HttpRequest;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.DownloadFile;
import com.foobar.deploy.state.change.FileFunctions;
import com.foobar.deploy.state.change.Remove;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.change.UnpackArchive;
import com.foobar.deploy.state.question.CommandQuestion;
import com.foobar.deploy.state.question.FileQuestion.Detail;
import com.foobar.deploy.state.question.FileState;
import com.foobar.deploy.state.question.HostPath;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What unarchive does with an archive of the host: it is compared there by tar or unzip. */
record HostArchiveDecision(UnarchiveModule.Args args, String dest, ModuleResult base) {
    Decision decide(Answers answers) {
        if (args.src().contains("://")) {
            return download();
        }
        LocatedFile source = LocatedFile.find(args.src(), true, Detail.ATTRIBUTES, answers);
        if (!source.state().isFile()) {
            return new Decision.Failed("Source '" + source.path() + "' does not exist", base);
        }
        boolean zip = zip(source.path());
        ModuleResult result = base.with("handler", zip ? "ZipArchive" : "TarArchive");
        if (same(
                answers.to(new CommandQuestion(zip ? zipDifferences(source.path()) : tarDifferences(source.path()))))) {
            return new Decision.AsWished("all of " + source.path() + " is in " + dest, result);
        }
        var changes = new ArrayList<HostChange>();
        changes.add(unpack(source.path(), source.path(), zip));
        attributes(source.path(), zip).ifPresent(changes::add);
        return Decision.Change.of(changes, result);
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

    /** Where tar cannot compare (busybox), the archive is unpacked at every run. */
    private ShellText tarDifferences(String path) {
        ShellText script =
                ShellText.lit("LC_ALL=C tar -d -C").arg(dest).and(" -f").and(HostPath.word(path));
        for (String name : args.exclude()) {
            script = script.arg("--exclude=" + name);
        }
        return script.args(args.include()).and(" 2>&1");
    }

    private ShellText zipDifferences(String path) {
        return ShellText.lit("unzip -Z1")
                .and(HostPath.word(path))
                .args(args.include())
                .and(
                        args.exclude().isEmpty()
                                ? ShellText.EMPTY
                                : ShellText.lit(" -x").args(args.exclude()))
                .and(" | while IFS= read -r n; do\n  case $n in\n    */) [ -d")
                .arg(dest)
                .and("/\"$n\" ] || { echo \"$n: missing\"; break; } ;;\n    *) unzip -p")
                .and(HostPath.word(path))
                .and(" \"$n\" | cmp -s -")
                .arg(dest)
                .and("/\"$n\" || { echo \"$n: differs\"; break; } ;;\n  esac\ndone");
    }

    /** What the task sets itself does not count, nor whose the files are. */
    private boolean same(StepResult compared) {
        if (compared.rc() > 1) {
            return false;
        }
        return compared.text()
                .lines()
                .allMatch(line -> line.isBlank()
                        || line.endsWith(": Uid differs")
                        || line.endsWith(": Gid differs")
                        || args.attributes().mode().isPresent() && line.endsWith(": Mode differs"));
    }

    private Optional<HostChange> attributes(String path, boolean zip) {
        var wish = args.attributes().wish();
        if (wish.isEmpty()) {
            return Optional.empty();
        }
        ShellText script = (zip ? ShellText.lit("unzip -Z1") : ShellText.lit("tar -t -f"))
                .and(HostPath.word(path))
                .and(" | while IFS= read -r n; do\n  p=")
                .and(ShellText.EMPTY.glue(dest))
                .and("/$n\n  [ -e \"$p\" ] || [ -L \"$p\" ] || continue\n");
        if (args.attributes().owner().isPresent() || args.attributes().group().isPresent()) {
            script = script.and("  chown -h --")
                    .arg(args.attributes().owner().orElse("")
                            + args.attributes().group().map(name -> ":" + name).orElse(""))
                    .and(" \"$p\" || exit 1\n");
        }
        if (args.attributes().mode().isPresent()) {
            script = script.and("  [ -L \"$p\" ] || chmod")
                    .arg(args.attributes().mode().get().text())
                    .and(" \"$p\" || exit 1\n");
        }
        return Optional.of(
                ScriptChange.of("set the attributes of what was unpacked", script.and("done"), Touched.paths(dest)));
    }

    /** What is behind an address is not known before: only {@code creates} keeps it from being unpacked again. */
    private Decision download() {
        String path = LocatedFile.join(dest, FileFunctions.DRAFT_PREFIX + "archive");
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
        attributes(path, zip).ifPresent(changes::add);
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

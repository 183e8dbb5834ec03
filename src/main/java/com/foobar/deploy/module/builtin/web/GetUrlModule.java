package com.foobar.deploy.module.builtin.web;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.http.HttpRequest;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.builtin.files.DesiredAttributes;
import com.foobar.deploy.module.builtin.files.FileAttributes;
import com.foobar.deploy.module.builtin.files.FileResults;
import com.foobar.deploy.module.builtin.files.LocatedFile;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.change.DownloadFile;
import com.foobar.deploy.state.change.DownloadFile.Checksum;
import com.foobar.deploy.state.question.files.ChecksumQuestion;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.TextValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Downloads a file to the host. */
final class GetUrlModule implements Module<GetUrlModule.Args> {
    record Args(
            @Arg("address to download from: http:// or https://")
            String url,

            @Arg("where to put it; an existing directory, or a path with a slash at the end, gets the file inside")
            String dest,

            @Arg("ALGORITHM:DIGITS, or ALGORITHM:ADDRESS of a list of checksums; a file that has it is not downloaded")
            Optional<String> checksum,

            @Arg(
                    value = "download though the file exists; without it an existing file is left, unless its checksum"
                            + " differs",
                    fallback = "false",
                    aliases = {"thirsty"})
            boolean force,

            @Arg("headers to send") Optional<MapValue> headers,

            @Arg(
                    value = "user for basic authentication",
                    aliases = {"username"})
            Optional<String> urlUsername,

            @Arg(
                    value = "password for basic authentication",
                    aliases = {"password"})
            Optional<Secret> urlPassword,

            @Arg(value = "not used: credentials are always sent with the first request", fallback = "false")
            boolean forceBasicAuth,

            @Arg(value = "seconds without progress before it fails", fallback = "10")
            int timeout,

            @Arg(value = "check the server's certificate", fallback = "true")
            boolean validateCerts,

            @Arg(value = "the name the tool gives itself", fallback = "ansible-httpget")
            String httpAgent,

            @Arg(value = "keep the old file under a name with the time", fallback = "false")
            boolean backup,

            FileAttributes attributes,

            @Arg("not used: it is downloaded into the directory of dest")
            Optional<String> tmpDest,

            @Arg(value = "not used", fallback = "true") boolean useProxy,

            @Arg(value = "not used", fallback = "true") boolean useNetrc,

            @Arg(value = "not used", fallback = "true") boolean decompress,

            @Arg("not used") List<String> unredirectedHeaders) {
        Args {
            if (timeout < 1) {
                throw new IllegalArgumentException("`timeout` must be at least 1");
            }
        }
    }

    @Override
    public String name() {
        return "get_url";
    }

    @Override
    public String summary() {
        return "Downloads a file to the host.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return LocatedFile.reads(args.dest(), Detail.HASH);
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        HttpRequest request = request(args, args.url());
        LocatedFile file = place(args, request.uri(), answers);
        ModuleResult base = ModuleResult.EMPTY.with("dest", file.path()).with("url", args.url());
        FileState now = file.state();
        if (now.exists() && !now.isFile() && !now.isLink()) {
            return new Decision.Failed(file.path() + " is no regular file", base);
        }
        boolean mayStay = now.isFile() && !args.force();
        if (mayStay && args.checksum().isEmpty()) {
            return attributes(args, file, base);
        }
        Optional<Checksum> checksum = args.checksum()
                .map(text -> DownloadChecksum.of(text, request.uri(), address -> request(args, address), answers));
        if (mayStay && checksum.isPresent() && has(file, checksum.get(), answers)) {
            return attributes(args, file, base);
        }
        return download(args, request, file, checksum, base);
    }

    private static boolean has(LocatedFile file, Checksum desired, Answers answers) {
        return desired.algorithm() == ChecksumQuestion.Algorithm.SHA256
                ? file.state().sha256().filter(desired.digits()::equals).isPresent()
                : answers.to(new ChecksumQuestion(file.path(), false, desired.algorithm()))
                        .filter(desired.digits()::equals)
                        .isPresent();
    }

    private static LocatedFile place(Args args, URI uri, Answers answers) {
        LocatedFile dest = LocatedFile.find(args.dest(), false, Detail.HASH, answers);
        boolean folder = dest.state().isDirectory()
                || dest.state().isLink()
                        && answers.to(FileQuestion.attributes(dest.path()).following())
                                .isDirectory();
        if (!folder && !args.dest().endsWith("/")) {
            return LocatedFile.toChange(dest.path(), true, Detail.HASH, answers);
        }
        String name = uri.getPath() == null ? "" : LocatedFile.baseName(uri.getPath());
        String path = LocatedFile.join(dest.path(), name.isEmpty() ? "index.html" : name);
        return LocatedFile.toChange(path, true, Detail.HASH, answers);
    }

    private static HttpRequest request(Args args, String url) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("User-Agent", args.httpAgent());
        args.headers()
                .orElse(MapValue.EMPTY)
                .strings()
                .forEach((name, value) ->
                        headers.put(name, value instanceof TextValue text ? text.text() : String.valueOf(value)));
        args.urlUsername().ifPresent(user -> {
            String pair = user + ":" + args.urlPassword().map(Secret::reveal).orElse("");
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        });
        try {
            return new HttpRequest(
                    "GET",
                    URI.create(url.strip()),
                    headers,
                    Optional.empty(),
                    Duration.ofSeconds(args.timeout()),
                    HttpRequest.Redirects.SAFE,
                    args.validateCerts());
        } catch (IllegalArgumentException e) {
            throw ArgumentProblem.of(String.valueOf(e.getMessage()));
        }
    }

    private static Decision attributes(Args args, LocatedFile file, ModuleResult base) {
        var desired = args.attributes().desired();
        FileState after = desired.fulfilled(file.state());
        ModuleResult result = FileResults.describe(base, after);
        if (desired.holds(file.state())) {
            return new Decision.Unchanged(
                    file.path() + " exists",
                    result.with("msg", "file already exists").with("changed", false));
        }
        return Decision.Change.of(
                        List.of(desired.change(file.path(), file.state())),
                        result.with("msg", "file already exists but file attributes changed"))
                .withDiff(Diff.attributes(
                        file.path(),
                        DesiredAttributes.differing(file.state(), after),
                        DesiredAttributes.differing(after, file.state())));
    }

    private static Decision download(
            Args args, HttpRequest request, LocatedFile file, Optional<Checksum> checksum, ModuleResult base) {
        var desired = args.attributes().desired();
        FileState now = file.state();
        var change = new DownloadFile(
                request,
                file.path(),
                now,
                checksum,
                args.attributes().owner(),
                args.attributes().group(),
                desired.bits(now.isFile() ? now.mode() : DesiredAttributes.NEW_FILE, false),
                args.backup(),
                args.attributes().unsafeWrites());
        boolean attributesHold = now.isFile() && desired.holds(now);
        return Decision.Change.of(List.of(change), base.with("state", "file"))
                .withDiff(new Diff(
                        file.path(),
                        MapValue.ofStrings(Map.of("state", TextValue.plain(FileResults.stateName(now)))),
                        MapValue.ofStrings(Map.of("state", TextValue.plain("downloaded")))))
                .finishing(outcomes -> finished(base, now, attributesHold, outcomes.getFirst()));
    }

    /** The same content under the same attributes is no change. */
    private static ModuleResult finished(ModuleResult base, FileState before, boolean attributesHold, StepResult done) {
        ModuleResult result = base.with("state", "file");
        for (String line : done.text().lines().toList()) {
            String[] words = line.split(" ");
            if (words.length == 4 && words[0].equals("got")) {
                result = result.with("status_code", Long.parseLong(words[1]))
                        .with("size", Long.parseLong(words[3]))
                        .with("msg", "OK (" + words[3] + " bytes)");
                boolean same = before.sha256().filter(words[2]::equals).isPresent();
                result = same && attributesHold ? result.with("changed", false) : result;
            } else {
                result = result.with("backup_file", line);
            }
        }
        return result;
    }
}

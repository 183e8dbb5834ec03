package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.connection.http.HostHttp;
import com.foobar.deploy.connection.http.HttpRequest;
import com.foobar.deploy.connection.http.HttpResponse;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.files.ChecksumQuestion.Algorithm;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.HostPath;
import com.foobar.deploy.value.Digests;
import com.foobar.deploy.value.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts what an address gives in place, in the order of {@link FileFunctions}: by the host's curl, or where it has
 * none, by requests of the controller's that go out from the host. Prints the backup's path if one was made, and last
 * "got HTTP-STATUS SHA-256 BYTES".
 *
 * @param checksum what the file must have
 */
public record DownloadFile(
        HttpRequest request,
        String path,
        FileState before,
        Optional<Checksum> checksum,
        Optional<String> owner,
        Optional<String> group,
        Optional<Integer> mode,
        boolean backup,
        boolean inPlace)
        implements HostChange.Direct {
    /** What the script prints where the host has no curl. It then ends well: a failed step stops those after it. */
    private static final String NO_CURL = "no curl\n";

    private static final Duration WHOLE_EXCHANGE = Duration.ofMinutes(30);

    // The request is given on standard input: it may hold a password.
    private static final ShellText FUNCTIONS = ShellText.lit("""
        download() {
          command -v curl >/dev/null 2>&1 || { echo 'no curl'; exit 0; }
          r=$(printf '%s\\n' "$config" | curl -q -K - -o "$p" -w '%{http_code}') || exit 1
          case $r in 2??) ;; *) fail "Request failed: the server answered $r" ;; esac
        }
        matches() {
          h=$("$1" <"$p") || exit 1
          [ "${h%% *}" = "$2" ] || fail "the checksum of what was downloaded is ${h%% *}, not the expected $2"
        }
        measure() { h=$(sha256sum <"$p") && l=$(wc -c <"$p") && v=${h%% *} || exit 1; }
        got() { printf 'got %s %s %s\\n' "$r" "$v" "$l"; }
        """);

    /** @param digits lower-case hexadecimal */
    public record Checksum(Algorithm algorithm, String digits) {}

    @Override
    public String describe() {
        return "download " + request.uri() + " to " + path;
    }

    @Override
    public Touched touched() {
        return Touched.entry(path);
    }

    @Override
    public List<Need<?>> needs() {
        return Needs.placing(path, owner, group);
    }

    /** What is downloaded is not known before; that there will be a file is. */
    @Override
    public void predict(Predictions predictions) {
        FileState base = before.isFile()
                ? before
                : FileState.MISSING.withType(FileState.Type.FILE).withMode(0644);
        FileState owned = owner.isPresent() ? base.withOwner(owner.get()) : base;
        FileState grouped = group.isPresent() ? owned.withGroup(group.get()) : owned;
        FilePredictions.assume(predictions, path, grouped.withMode(mode.orElse(grouped.mode())));
    }

    @Override
    public StepResult perform(HostConnection connection, Become become) throws IOException {
        StepResult direct = connection.worker(become).run(WorkerStep.alone(script(curl())));
        return direct.ok() && direct.text().equals(NO_CURL) ? throughController(connection, become) : direct;
    }

    private ShellText curl() {
        return ShellText.lit("config=").glueSecret(new Secret(curlConfig())).and("\ndownload\n");
    }

    private String curlConfig() {
        long seconds = Math.max(request.timeout().toSeconds(), 1);
        var config = new StringBuilder("silent\nshow-error\nlocation\n");
        config.append("connect-timeout = ").append(seconds).append('\n');
        // A slow download may take long, one that stands still may not.
        config.append("speed-limit = 1\nspeed-time = ").append(seconds).append('\n');
        if (!request.validate()) {
            config.append("insecure\n");
        }
        request.headers().forEach((name, value) -> config.append("header = ").append(quoted(name + ": " + value)));
        return config.append("url = ").append(quoted(request.uri().toString())).toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n";
    }

    StepResult throughController(HostConnection connection, Become become) throws IOException {
        Path draft = Files.createTempFile("foobar-deploy", null);
        try {
            MessageDigest digest = Digests.start("SHA-256");
            HttpResponse response;
            try (OutputStream output = new LimitedOutput(
                    new DigestOutputStream(Files.newOutputStream(draft), digest), LimitedOutput.LARGEST)) {
                response = new HostHttp(connection, become).send(patient(), output);
            }
            if (response.status() < 200 || response.status() > 299) {
                String status = response.answered() ? "HTTP Error " + response.status() + ": " : "";
                return StepResult.of(1, "", "Request failed: " + status + response.reason());
            }
            ShellText fill = ShellText.lit("cat >&8 || exit 1\narrived")
                    .arg(HexFormat.of().formatHex(digest.digest()))
                    .and("\nr=")
                    .and(ShellText.EMPTY.glue(Integer.toString(response.status())))
                    .and("\n");
            var printed = new java.io.ByteArrayOutputStream();
            try (InputStream input = Files.newInputStream(draft)) {
                StepResult result = connection.stream(become, script(fill), input, printed);
                return new StepResult(result.rc(), printed.toByteArray(), result.err(), 0, result.droppedErr());
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** There the time is for the whole exchange. */
    private HttpRequest patient() {
        return new HttpRequest(
                request.method(),
                request.uri(),
                request.headers(),
                request.body(),
                request.timeout().plus(WHOLE_EXCHANGE),
                request.redirects(),
                request.validate());
    }

    /** @param fill what fills the draft and sets {@code r} to the status */
    ShellText script(ShellText fill) {
        return FileFunctions.TEXT
                .and(FUNCTIONS)
                .and("target")
                .and(HostPath.word(path))
                .and("\ndraft\n")
                .and(fill)
                .and(verification())
                .and(WriteFile.ownership(before, owner, group))
                .and(WriteFile.permissions(before, mode))
                .and(FileFunctions.expect(before))
                .and(backup ? ShellText.lit("backup\n") : ShellText.EMPTY)
                .and(inPlace ? ShellText.lit("in_place\n") : ShellText.EMPTY)
                .and("measure\ncommit\ngot\n");
    }

    private ShellText verification() {
        return checksum.map(desired -> ShellText.lit("matches")
                        .arg(desired.algorithm().name().toLowerCase(Locale.ROOT) + "sum")
                        .arg(desired.digits())
                        .and("\n"))
                .orElse(ShellText.EMPTY);
    }
}

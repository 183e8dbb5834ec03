package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.files.HostPath;
import com.foobar.deploy.value.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Copies a file of the host to the controller, in constant memory and in one rename. The host stays as it is.
 *
 * @param sha256 of the file when it was decided on
 * @param size likewise; no more is taken, whatever the host sends
 */
public record FetchFile(String path, Path dest, String sha256, long size) implements HostChange.Direct {
    @Override
    public String describe() {
        return "fetch " + path + " to " + dest;
    }

    @Override
    public Touched touched() {
        return new Touched(Set.of(), Set.of());
    }

    @Override
    public StepResult perform(HostConnection connection, Become become) throws IOException {
        Path folder = dest.toAbsolutePath().getParent();
        if (folder == null) {
            throw Diagnostic.of(ErrorCode.ARGUMENT_VALUE, "`" + dest + "` is no file")
                    .toException();
        }
        Optional<String> tooLarge = LimitedOutput.refusal(path, size, folder);
        if (tooLarge.isPresent()) {
            return StepResult.of(1, "", tooLarge.get());
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, FileFunctions.DRAFT_PREFIX, "");
        try {
            MessageDigest digest = Digests.start("SHA-256");
            StepResult result;
            try (OutputStream output =
                    new LimitedOutput(new DigestOutputStream(Files.newOutputStream(draft), digest), size)) {
                ShellText command = ShellText.lit("cat --").and(HostPath.word(path));
                result = connection.stream(become, command, InputStream.nullInputStream(), output);
            } catch (LimitedOutput.TooMuch _) {
                return StepResult.of(STALE, "", path + " grew while it was fetched");
            }
            if (!result.ok()) {
                return result;
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
                return StepResult.of(STALE, "", path + " changed while it was fetched");
            }
            Files.move(draft, dest, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return StepResult.of(0, "", "");
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}

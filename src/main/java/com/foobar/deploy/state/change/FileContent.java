package com.foobar.deploy.state.change;

import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.value.Digests;
import com.foobar.deploy.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** What is to be in a file. */
public sealed interface FileContent {
    /** More is not sent within a step: 256 KiB. */
    int STEP_LIMIT = 256 * 1024;

    long size();

    String sha256();

    /** For a plan, where it is known and small. */
    Optional<FileState.Content> bytes();

    /** Sent within the step. */
    record Inline(byte[] content, boolean secret) implements FileContent {
        @Override
        public long size() {
            return content.length;
        }

        @Override
        public String sha256() {
            return Digests.sha256(content);
        }

        @Override
        public Optional<FileState.Content> bytes() {
            return Optional.of(new FileState.Content(content));
        }

        Secret base64() {
            return new Secret(Base64.getEncoder().encodeToString(content));
        }

        @Override
        public String toString() {
            return "Inline[" + content.length + " bytes]";
        }

        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return other instanceof Inline that && java.util.Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(content);
        }
    }

    /**
     * Streamed.
     *
     * @param hash its SHA-256, which may have to be waited for
     */
    record Streamed(HostChange.Source source, long size, Supplier<String> hash) implements FileContent {
        @Override
        public String sha256() {
            return hash.get();
        }

        @Override
        public Optional<FileState.Content> bytes() {
            return Optional.empty();
        }
    }

    /** Copied from another file of the host, which must still have this hash. */
    record OnHost(String path, long size, String sha256, Optional<FileState.Content> bytes) implements FileContent {}

    static FileContent of(byte[] bytes, boolean secret) {
        if (bytes.length <= STEP_LIMIT) {
            return new Inline(bytes, secret);
        }
        String hash = Digests.sha256(bytes);
        return new Streamed(() -> new java.io.ByteArrayInputStream(bytes), bytes.length, () -> hash);
    }

    static FileContent of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8), false);
    }
}

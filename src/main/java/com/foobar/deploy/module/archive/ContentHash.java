package com.foobar.deploy.module.archive;

import com.foobar.deploy.value.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** How long a content is, and its hash. */
record ContentHash(long size, String sha256) {
    /** Of all that is left of a stream, which stays open. */
    static ContentHash of(InputStream content) throws IOException {
        MessageDigest digest = Digests.start("SHA-256");
        long size = new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
        return new ContentHash(size, HexFormat.of().formatHex(digest.digest()));
    }
}

package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.diagnostic.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One known_hosts file; sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". Lines that are not understood are passed over. */
record KnownHosts(Path file, List<Line> lines) {
    private static final Base64.Decoder DECODER = Base64.getDecoder();

    /**
     * @param marker "", "@cert-authority" or "@revoked"
     * @param names comma-separated patterns, or one hashed name
     */
    record Line(Place place, String marker, String names, HostKey key) {
        boolean isFor(String name) {
            return isHashed() ? hashMatches(name) : HostPatterns.match(List.of(names.split(",", -1)), name);
        }

        boolean isHashed() {
            return names.startsWith("|1|");
        }

        private boolean hashMatches(String name) {
            String[] parts = names.split("\\|", -1);
            try {
                byte[] salt = DECODER.decode(parts[2]);
                byte[] hash = DECODER.decode(parts[3]);
                return MessageDigest.isEqual(hash, hash(salt, name));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException damaged) {
                return false;
            }
        }
    }

    static KnownHosts read(Path file) {
        var lines = new ArrayList<Line>();
        if (Files.isReadable(file) && !Files.isDirectory(file)) {
            try {
                int number = 0;
                for (String text : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    number++;
                    parse(text.strip(), new Place(file.toString(), number, 0), lines);
                }
            } catch (IOException unreadable) {
                // As good as empty: the host's key is then unknown, which is the safe side.
                return new KnownHosts(file, List.of());
            }
        }
        return new KnownHosts(file, List.copyOf(lines));
    }

    private static void parse(String text, Place place, List<Line> lines) {
        String[] words = text.split("\\s+", -1);
        int first = words[0].startsWith("@") ? 1 : 0;
        if (text.isEmpty() || text.startsWith("#") || words.length < first + 3) {
            return;
        }
        HostKey.parse(words[first + 1], words[first + 2])
                .map(key -> new Line(place, first == 1 ? words[0] : "", words[first], key))
                .ifPresent(lines::add);
    }

    boolean hasHashedNames() {
        return lines.stream().anyMatch(Line::isHashed);
    }

    /** The name as {@code HashKnownHosts} writes it. */
    static String hashed(byte[] salt, String name) {
        var encoder = Base64.getEncoder();
        return "|1|" + encoder.encodeToString(salt) + "|" + encoder.encodeToString(hash(salt, name));
    }

    private static byte[] hash(byte[] salt, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

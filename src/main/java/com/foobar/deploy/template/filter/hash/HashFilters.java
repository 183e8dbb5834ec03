package com.foobar.deploy.template.filter.hash;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.Digests;
import com.foobar.deploy.value.Value;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Filters for digests, Base64 and UUIDs. */
public final class HashFilters {
    /** Ansible's own namespace, in which {@code to_uuid} names things. */
    private static final UUID NAMESPACE = UUID.fromString("361E6D51-FAEC-444A-9079-341386DA8E2E");

    private static final Map<String, String> ALGORITHMS = Map.of(
            "md5", "MD5",
            "sha1", "SHA-1",
            "sha224", "SHA-224",
            "sha256", "SHA-256",
            "sha384", "SHA-384",
            "sha512", "SHA-512",
            "sha3_224", "SHA3-224",
            "sha3_256", "SHA3-256",
            "sha3_384", "SHA3-384",
            "sha3_512", "SHA3-512");

    private HashFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("md5", call -> digest(call, "md5"));
        table.add("sha1", call -> digest(call, "sha1"), "checksum");
        table.add("hash", HashFilters::hash);
        table.add("password_hash", HashFilters::passwordHash);
        table.add("b64encode", HashFilters::encode);
        table.add("b64decode", HashFilters::decode);
        table.add("to_uuid", HashFilters::toUuid);
    }

    static MessageDigest algorithm(String name) {
        String algorithm = ALGORITHMS.get(name.toLowerCase(Locale.ROOT));
        if (algorithm == null) {
            throw Problem.failed("`" + name + "` is no digest; there are "
                    + String.join(", ", new java.util.TreeSet<>(ALGORITHMS.keySet())));
        }
        return Digests.start(algorithm);
    }

    private static Value digest(Call call, String name) {
        return hex(name, Arguments.of(call).subjectText());
    }

    private static Value hex(String name, String text) {
        byte[] digest = algorithm(name).digest(text.getBytes(StandardCharsets.UTF_8));
        return Value.of(HexFormat.of().formatHex(digest));
    }

    private static Value hash(Call call) {
        var arguments = Arguments.of(call, "hashtype");
        return hex(arguments.text("hashtype", "sha1"), arguments.subjectText());
    }

    private static Value passwordHash(Call call) {
        var arguments = Arguments.of(call, "hashtype", "salt", "salt_size", "rounds", "ident");
        var crypt = PasswordHash.of(arguments.text("hashtype", "sha512"), arguments.text("ident", ""));
        String salt = arguments
                .find("salt")
                .map(PythonText::str)
                .orElseGet(() -> PasswordHash.randomSalt(arguments.number("salt_size", crypt.usualSalt())));
        return Value.of(crypt.hash(arguments.subjectText(), salt, arguments.number("rounds", crypt.usualRounds())));
    }

    private static Charset charset(Arguments arguments) {
        // Python also writes utf_16_le and utf-16-le.
        String name = arguments.text("encoding", "utf-8").replace('_', '-').replaceFirst("-([lbLB][eE])$", "$1");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw Problem.failed("`" + name + "` is no encoding", e);
        }
    }

    private static Value encode(Call call) {
        var arguments = Arguments.of(call, "encoding");
        byte[] bytes = arguments.subjectText().getBytes(charset(arguments));
        return Value.of(Base64.getEncoder().encodeToString(bytes));
    }

    private static Value decode(Call call) {
        var arguments = Arguments.of(call, "encoding");
        // Python leaves out whatever is not of the alphabet, ends of lines above all.
        String text = arguments.subjectText().replaceAll("[^A-Za-z0-9+/=]", "");
        if (text.length() % 4 != 0) {
            throw Problem.failed("`b64decode` is given a string that is not Base64: its padding is wrong");
        }
        try {
            return Value.of(new String(Base64.getDecoder().decode(text), charset(arguments)));
        } catch (IllegalArgumentException e) {
            throw Problem.failed("`b64decode` is given a string that is not Base64", e);
        }
    }

    private static Value toUuid(Call call) {
        var arguments = Arguments.of(call, "namespace");
        UUID namespace = arguments
                .find("namespace")
                .map(value -> uuid(PythonText.str(value)))
                .orElse(NAMESPACE);
        return Value.of(nameBased(namespace, arguments.subjectText()).toString());
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.failed("`" + text + "` is no UUID to be a namespace", e);
        }
    }

    /** Version 5 of RFC 9562: the first 16 bytes of the SHA-1 of namespace and name. */
    static UUID nameBased(UUID namespace, String name) {
        MessageDigest digest = algorithm("sha1");
        digest.update(ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .array());
        byte[] bytes = Arrays.copyOf(digest.digest(name.getBytes(StandardCharsets.UTF_8)), 16);
        bytes[6] = (byte) (bytes[6] & 0x0f | 0x50);
        bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}

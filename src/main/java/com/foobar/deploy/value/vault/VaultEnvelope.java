package com.foobar.deploy.value.vault;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An encrypted text taken apart: {@code $ANSIBLE_VAULT;1.1;AES256}, or {@code ;1.2;AES256;<id>}, and below it in hex
 * the salt, the HMAC and the ciphertext.
 *
 * @param id the label of the password; format 1.2 only
 */
record VaultEnvelope(Optional<String> id, byte[] salt, byte[] hmac, byte[] ciphertext) {
    private static final String MAGIC = "$ANSIBLE_VAULT";
    private static final int WIDTH = 80;

    /** @throws DeployException VAULT_FORMAT where the text is no whole envelope */
    static VaultEnvelope parse(String text, Place place) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith(MAGIC + ";")) {
            throw damaged("it does not start with `" + MAGIC + ";`", place);
        }
        Optional<String> id = id(lines.getFirst().split(";"), place);
        String body = new String(
                unhex(String.join("", lines.subList(1, lines.size())), "body", place), StandardCharsets.US_ASCII);
        String[] parts = body.split("\n", 3);
        if (parts.length != 3) {
            throw damaged("salt, HMAC and ciphertext are not all there", place);
        }
        return new VaultEnvelope(
                id,
                unhex(parts[0], "salt", place),
                unhex(parts[1], "HMAC", place),
                unhex(parts[2], "ciphertext", place));
    }

    private static Optional<String> id(String[] header, Place place) {
        if (header.length < 3 || !header[2].strip().equals("AES256")) {
            throw damaged("its header is not `" + MAGIC + ";1.1;AES256` or `" + MAGIC + ";1.2;AES256;ID`", place);
        }
        return switch (header[1].strip()) {
            case "1.1" -> Optional.empty();
            case "1.2" ->
                Optional.of(header).filter(fields -> fields.length > 3).map(fields -> fields[3].strip());
            default -> throw damaged("its format is " + header[1].strip() + ", not 1.1 or 1.2", place);
        };
    }

    private static byte[] unhex(String digits, String what, Place place) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw damaged("its " + what + " is not hexadecimal", place);
        }
    }

    static DeployException damaged(String why, Place place) {
        return Diagnostic.of(ErrorCode.VAULT_FORMAT, "the encrypted text is damaged: " + why)
                .at(place)
                .toException();
    }

    /** The text as it stands in a file, the last line ended. */
    String format() {
        HexFormat hex = HexFormat.of();
        String inner = hex.formatHex(salt) + "\n" + hex.formatHex(hmac) + "\n" + hex.formatHex(ciphertext);
        String body = hex.formatHex(inner.getBytes(StandardCharsets.US_ASCII));
        var text = new StringBuilder(MAGIC)
                .append(id.map(label -> ";1.2;AES256;" + label).orElse(";1.1;AES256"));
        for (int at = 0; at < body.length(); at += WIDTH) {
            text.append('\n').append(body, at, Math.min(at + WIDTH, body.length()));
        }
        return text.append('\n').toString();
    }
}

package com.foobar.deploy.value.yaml;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.VaultReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads YAML 1.1 documents as PyYAML's safe loader does, with duplicate keys refused and places kept. */
public final class YamlFile {
    private final VaultReader vault;

    public YamlFile(VaultReader vault) {
        this.vault = vault;
    }

    /**
     * Reads a file, decrypting it first if it is a vault as a whole (its texts are then all secrets).
     *
     * @return empty for a file without a document
     */
    public Optional<YamlNode> read(Path file) {
        return parse(readText(file), file.toString());
    }

    /**
     * The text of a file, decrypted.
     *
     * @param secret true where the file was encrypted
     */
    public record Text(String content, boolean secret) {
        @Override
        public String toString() {
            return secret ? "[secret]" : content;
        }
    }

    /** Reads a file and decrypts it if it is a vault as a whole. */
    public Text readText(Path file) {
        var place = Place.of(file.toString());
        String text = readText(file, place);
        if (text.startsWith("$ANSIBLE_VAULT;")) {
            return new Text(new String(vault.decrypt(text, place), StandardCharsets.UTF_8), true);
        }
        return new Text(text, false);
    }

    /** Parses the text of a file; if it was encrypted its values are secrets. */
    public Optional<YamlNode> parse(Text text, String name) {
        return new YamlComposer(vault, name, text.secret()).compose(text.content());
    }

    /** Parses a text; {@code name} stands for the file in places. */
    public Optional<YamlNode> parse(String text, String name) {
        return new YamlComposer(vault, name, false).compose(text);
    }

    private static String readText(Path file, Place place) {
        try {
            return Files.readString(file);
        } catch (java.nio.file.NoSuchFileException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_FOUND, "there is no file `" + file + "`")
                    .at(place)
                    .toException(e);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw Diagnostic.of(ErrorCode.YAML_SYNTAX, "`" + file + "` is not UTF-8 text")
                    .at(place)
                    .toException(e);
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "cannot read `" + file + "`: " + e.getMessage())
                    .at(place)
                    .toException(e);
        }
    }
}

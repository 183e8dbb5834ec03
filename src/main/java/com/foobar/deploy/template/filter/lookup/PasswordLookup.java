package com.foobar.deploy.template.filter.lookup;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Lookup;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.KeyValues;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.argument.PythonNumbers;
import com.foobar.deploy.template.filter.hash.PasswordHash;
import com.foobar.deploy.template.filter.hash.PythonRandom;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lookup {@code password}: what stands in a file on the controller, which is written with a random password where
 * it is not there. {@code /dev/null} keeps nothing.
 */
public final class PasswordLookup {
    private static final List<String> KEYS = List.of("length", "chars", "encrypt", "seed", "ident");
    private static final Pattern OPTIONS_START = Pattern.compile("\\s+\\w+=");
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final Map<String, String> CLASSES = Map.of(
            "ascii_letters",
            LOWER + UPPER,
            "ascii_lowercase",
            LOWER,
            "ascii_uppercase",
            UPPER,
            "digits",
            DIGITS,
            "hexdigits",
            DIGITS + "abcdefABCDEF",
            "octdigits",
            "01234567",
            "punctuation",
            "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    /** What the file keeps: the password, and the salt it was last hashed with. */
    private record Kept(String password, Optional<String> salt) {
        static Kept parse(String content) {
            String line = content.strip();
            int mark = line.lastIndexOf(" salt=");
            if (mark < 0) {
                return new Kept(line, Optional.empty());
            }
            // Ansible writes the mark of the hash after it.
            String salt = line.substring(mark + " salt=".length()).replaceFirst(" ident=.*", "");
            return new Kept(line.substring(0, mark), Optional.of(salt));
        }

        Kept withSalt(String made) {
            return new Kept(password, Optional.of(made));
        }

        String content() {
            return password + salt.map(text -> " salt=" + text).orElse("") + "\n";
        }
    }

    private PasswordLookup() {}

    public static void register(CallableTable<Lookup> table) {
        table.add("password", PasswordLookup::find);
    }

    private static List<Value> find(Call call) {
        Arguments.ofNamed(call, KEYS.toArray(String[]::new));
        var passwords = new ArrayList<Value>();
        for (String term : Terms.texts(call)) {
            Matcher options = OPTIONS_START.matcher(term);
            boolean some = options.find();
            String name = some ? term.substring(0, options.start()) : term;
            var all = new HashMap<>(call.named());
            Map<String, String> within =
                    some ? KeyValues.parse(term.substring(options.start()), KEYS, "password") : Map.of();
            within.forEach((key, value) -> all.put(key, Value.of(value)));
            Path file = SearchedFile.playbookFolder(call).resolve(name);
            passwords.add(TextValue.secret(password(file, all)));
        }
        return passwords;
    }

    /** One at a time: the hosts of a play ask for the same file at once. */
    private static synchronized String password(Path file, Map<String, Value> options) {
        Value encrypt = options.getOrDefault("encrypt", Value.of(""));
        String way = encrypt instanceof TextValue text ? text.text() : "";
        Optional<PasswordHash> crypt = way.isEmpty()
                ? Optional.empty()
                : Optional.of(PasswordHash.of(way, PythonText.str(options.getOrDefault("ident", Value.of("")))));
        try {
            Kept kept = keep(file, options, crypt);
            return crypt.map(hash -> hash.hash(kept.password(), kept.salt().orElse(""), hash.usualRounds()))
                    .orElse(kept.password());
        } catch (IOException e) {
            throw Problem.failed("the lookup `password` cannot use `" + file + "`: " + e.getMessage(), e);
        }
    }

    private static Kept keep(Path file, Map<String, Value> options, Optional<PasswordHash> crypt) throws IOException {
        boolean kept = !file.equals(Path.of("/dev/null"));
        Optional<Kept> present = kept ? read(file) : Optional.empty();
        Kept known = present.orElseGet(() -> new Kept(random(options), Optional.empty()));
        Kept wanted = crypt.filter(_ -> known.salt().isEmpty())
                .map(hash -> known.withSalt(PasswordHash.randomSalt(hash.usualSalt())))
                .orElse(known);
        if (kept && !present.equals(Optional.of(wanted))) {
            return write(file, wanted, present.isPresent());
        }
        return wanted;
    }

    private static Optional<Kept> read(Path file) throws IOException {
        try {
            return Optional.of(Kept.parse(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Written to a temporary file and moved: a run that is killed leaves either no file or a whole one. */
    private static Kept write(Path file, Kept kept, boolean replace) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path beside = Files.createTempFile(folder, ".password", "", mode);
        try {
            Files.writeString(beside, kept.content(), StandardOpenOption.WRITE);
            if (replace) {
                Files.move(beside, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                return kept;
            }
            // A link is made only where there is no file: another run may have been first.
            Files.createLink(file, beside);
            return kept;
        } catch (FileAlreadyExistsException e) {
            return read(file).orElse(kept);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static String random(Map<String, Value> options) {
        int length = PythonNumbers.parseInt(PythonText.str(options.getOrDefault("length", Value.of(20))), 10)
                .orElseThrow(() -> Problem.failed("`length` of the lookup `password` is a number"))
                .intValueExact();
        String candidates = candidates(options.get("chars"));
        var random = PythonRandom.of(Optional.ofNullable(options.get("seed")));
        var password = new StringBuilder();
        for (int i = 0; i < length; i++) {
            password.append(candidates.charAt(random.below(candidates.length())));
        }
        return password.toString();
    }

    private static String candidates(@org.jspecify.annotations.Nullable Value chars) {
        List<String> parts = switch (chars) {
            case null -> List.of("ascii_letters", "digits", ".,:-_");
            case ListValue list -> list.items().stream().map(PythonText::str).toList();
            default -> split(PythonText.str(chars));
        };
        var all = new StringBuilder();
        parts.forEach(part -> all.append(CLASSES.getOrDefault(part, part)));
        String candidates = all.toString().replace("\"", "").replace("'", "");
        if (Set.copyOf(candidates.chars().boxed().toList()).isEmpty()) {
            throw Problem.failed("`chars` of the lookup `password` names no character");
        }
        return candidates;
    }

    /** Names with commas between them; two commas stand for one to choose from. */
    private static List<String> split(String chars) {
        var parts = new ArrayList<String>();
        if (chars.contains(",,")) {
            parts.add(",");
        }
        for (String part : chars.replace(",,", ",").split(",")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }
}

package com.foobar.deploy.module.archive;

import com.foobar.deploy.module.archive.NameTransform.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What tar's options make of the names in an archive: {@code --transform} and then {@code --strip-components}.
 *
 * @param options those of the options that are about names, a word each
 * @param excluded patterns of {@code --exclude}
 */
public record TarNames(List<String> options, List<NameTransform> transforms, int stripped, List<String> excluded) {
    private static final List<String> SWITCHES =
            List.of("--wildcards", "--no-wildcards", "--anchored", "--no-anchored", "--ignore-case");

    public TarNames {
        options = List.copyOf(options);
        transforms = List.copyOf(transforms);
        excluded = List.copyOf(excluded);
    }

    /**
     * @param words options of tar's, of which others are passed over
     * @throws IllegalArgumentException where one about names is not understood
     */
    public static TarNames of(List<String> words) {
        var options = new ArrayList<String>();
        var transforms = new ArrayList<NameTransform>();
        var excluded = new ArrayList<String>();
        int stripped = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int sign = word.indexOf('=');
            String name = sign < 0 ? word : word.substring(0, sign);
            if (SWITCHES.contains(name)) {
                options.add(word);
            }
            boolean strips =
                    name.length() > 6 && ("--strip-components".startsWith(name) || name.equals("--strip-path"));
            boolean changes = name.equals("--transform") || name.equals("--xform");
            if (!strips && !changes && !name.equals("--exclude")) {
                continue;
            }
            String value = sign >= 0 ? word.substring(sign + 1) : i + 1 < words.size() ? words.get(++i) : "";
            options.add(name + "=" + value);
            if (strips) {
                stripped = number(value);
            } else if (changes) {
                transforms.addAll(NameTransform.parse(value));
            } else {
                excluded.add(value);
            }
        }
        return new TarNames(options, transforms, stripped, excluded);
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,4}")) {
            throw new IllegalArgumentException("`--strip-components` expects a number, got `" + text + "`");
        }
        return Integer.parseInt(text);
    }

    /** The entry under its name on the host; empty where nothing is left of the name. */
    Optional<ArchiveEntry> apply(ArchiveEntry entry) {
        String name = stripped(transformed(entry.name(), Kind.NAME));
        String target = switch (entry.type()) {
            case LINK -> transformed(entry.target(), Kind.SYMBOLIC_TARGET);
            case HARD_LINK -> stripped(transformed(entry.target(), Kind.HARD_TARGET));
            case FILE, DIRECTORY, OTHER -> entry.target();
        };
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new ArchiveEntry(name, entry.type(), entry.mode(), entry.size(), entry.sha256(), target));
    }

    private String transformed(String name, Kind kind) {
        String changed = name;
        for (NameTransform transform : transforms) {
            changed = transform.apply(changed, kind);
        }
        return changed;
    }

    /** A "./" at the start counts as one, as with tar. */
    private String stripped(String name) {
        String rest = name;
        for (int i = 0; i < stripped; i++) {
            int slash = rest.indexOf(
                    '/', rest.length() - rest.replaceFirst("^/+", "").length());
            if (slash < 0) {
                return "";
            }
            rest = rest.substring(slash).replaceFirst("^/+", "");
        }
        return rest;
    }
}

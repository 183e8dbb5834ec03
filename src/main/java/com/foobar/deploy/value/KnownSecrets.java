package com.foobar.deploy.value;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that a run has used so far. The type keeps them out of what the tool itself says; a host can still print
 * one that it was given, and there only the text gives it away. Thread-safe.
 */
public final class KnownSecrets {
    /** Shorter ones would mask half of what is shown, and longer ones are files. */
    private static final int SHORTEST = 6;

    private static final int LONGEST = 4096;
    private static final String MASK = "[secret]";

    private final Set<String> texts = ConcurrentHashMap.newKeySet();
    private volatile List<String> longestFirst = List.of();

    /** Remembers every secret within a value; one that is a template still has no text. */
    public void note(Value value) {
        switch (value) {
            case TextValue text when text.secret() && !text.template() -> note(text.text());
            case ListValue list -> list.items().forEach(this::note);
            case MapValue map -> map.entries().values().forEach(this::note);
            default -> {
                // holds no text
            }
        }
    }

    public void note(String secret) {
        String bare = secret.strip();
        if (bare.length() >= SHORTEST && bare.length() <= LONGEST && texts.add(bare)) {
            longestFirst = texts.stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .toList();
        }
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** The text with a mask in the place of each secret. */
    public String masked(String text) {
        String masked = text;
        for (String secret : longestFirst) {
            if (masked.contains(secret)) {
                masked = masked.replace(secret, MASK);
            }
        }
        return masked;
    }

    /** The value with every secret masked in its texts, keys left as they are. */
    public Value masked(Value value) {
        return holdsKnown(value) ? maskedWithin(value) : value;
    }

    private Value maskedWithin(Value value) {
        return switch (value) {
            case TextValue text -> masked(text);
            case ListValue list ->
                new ListValue(list.items().stream().map(this::masked).toList());
            case MapValue map -> map.mapValues(this::masked);
            default -> value;
        };
    }

    /** The value with every text that holds one of the secrets marked as a secret itself. */
    public Value tainted(Value value) {
        return holdsKnown(value) ? taintedWithin(value) : value;
    }

    private Value taintedWithin(Value value) {
        return switch (value) {
            case TextValue text -> holdsKnown(text) ? text.withSecret() : text;
            case ListValue list ->
                new ListValue(list.items().stream().map(this::tainted).toList());
            case MapValue map -> map.mapValues(this::tainted);
            default -> value;
        };
    }

    /** What holds none is not copied: a result may have millions of lines. */
    private boolean holdsKnown(Value value) {
        return switch (value) {
            case TextValue text -> holdsKnown(text.text());
            case ListValue list -> {
                for (Value item : list.items()) {
                    if (holdsKnown(item)) {
                        yield true;
                    }
                }
                yield false;
            }
            case MapValue map -> {
                for (Value entry : map.entries().values()) {
                    if (holdsKnown(entry)) {
                        yield true;
                    }
                }
                yield false;
            }
            default -> false;
        };
    }

    private boolean holdsKnown(String text) {
        for (String secret : longestFirst) {
            if (text.contains(secret)) {
                return true;
            }
        }
        return false;
    }

    private Value masked(TextValue text) {
        if (text.secret()) {
            return text;
        }
        String masked = masked(text.text());
        return masked.equals(text.text()) ? text : TextValue.plain(masked);
    }
}

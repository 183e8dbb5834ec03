package com.foobar.deploy.truth;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The words of {@code bin/truth}. */
final class Options {
    static final String USAGE =
            "bin/truth [--seeds FROM..TO,N,...] [--seed N] [--no-ansible] [--no-shrink] [--keep] [--print]";

    private List<Long> seeds = range("1..300").toList();
    private boolean ansible = true;
    private boolean shrink = true;
    private boolean keep;
    private boolean print;

    private Options() {}

    static Options parse(String... arguments) {
        var options = new Options();
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        while (!words.isEmpty()) {
            options.take(words.removeFirst(), words);
        }
        return options;
    }

    private void take(String word, Deque<String> more) {
        switch (word) {
            case "--seed", "--seeds" -> seeds = seeds(more.isEmpty() ? "" : more.removeFirst());
            case "--no-ansible" -> ansible = false;
            case "--no-shrink" -> shrink = false;
            case "--keep" -> keep = true;
            case "--print" -> print = true;
            default -> throw new IllegalArgumentException("unknown argument: " + word);
        }
    }

    private static List<Long> seeds(String words) {
        try {
            return new ArrayList<>(Stream.of(words.split(","))
                    .flatMap(Options::range)
                    .distinct()
                    .toList());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected seeds such as 7 or 1..300, got `" + words + "`", e);
        }
    }

    private static Stream<Long> range(String words) {
        String[] ends = words.split("\\.\\.", 2);
        return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]))
                .boxed();
    }

    List<Long> seeds() {
        return seeds;
    }

    /** Whether Ansible runs the playbooks too. */
    boolean ansible() {
        return ansible;
    }

    boolean shrink() {
        return shrink;
    }

    /** Whether hosts that are up are taken, and left up. */
    boolean keep() {
        return keep;
    }

    /** Whether the playbooks are only shown. */
    boolean print() {
        return print;
    }
}

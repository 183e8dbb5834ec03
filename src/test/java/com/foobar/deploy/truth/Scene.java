package com.foobar.deploy.truth;

import java.util.ArrayList;
import java.util.List;

/** What a playbook under construction has so far, from which its next steps choose. */
final class Scene {
    static final String HERE = "{{ w }}/";
    /** Two names of one directory: {@code l} is a link to {@code d}. */
    private static final List<String> FOLDERS = List.of("", "", "d/", "d/", "l/", "l/", "e/");

    private static final List<String> FILES = List.of("a", "a", "b");
    private static final int LARGE = 100;

    private final Draw draw;
    private final List<String> registers = new ArrayList<>();
    private final List<String> handlers = new ArrayList<>();
    private final List<String> hosts;
    private final List<String> start = new ArrayList<>();
    private int count;
    private int depth;

    Scene(Draw draw, List<String> hosts) {
        this.draw = draw;
        this.hosts = hosts;
    }

    /** @param letter begins the name of a step: T a task, B a block, I an include, H a handler */
    String name(String letter) {
        count++;
        return letter + count;
    }

    Step.Task task(String module, Object... arguments) {
        return new Step.Task(name("T"), module, Yaml.map(arguments));
    }

    String file() {
        return HERE + draw.from(FOLDERS) + draw.from(FILES);
    }

    String folder() {
        return HERE + draw.word("d", "l", "e", "d/sub", "l/sub", "f");
    }

    String mode() {
        return draw.word("0644", "0600", "0640", "0755", "u=rw,g=r,o=");
    }

    String content() {
        return draw.word("one\n", "two\n", "one\ntwo\n", "k=1\nk=2\n", "{{ x }}\n", "{{ v }}\n", "");
    }

    /** A name for what the task registers, which later conditions may ask for. */
    String register(Step step) {
        String name = "r" + step.name().substring(1);
        if (depth == 0) {
            registers.add(name);
        }
        return name;
    }

    List<String> registers() {
        return registers;
    }

    List<String> handlers() {
        return handlers;
    }

    List<String> hosts() {
        return hosts;
    }

    void before(String line) {
        start.add(line);
    }

    List<String> start() {
        return start;
    }

    void enter() {
        depth++;
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    String number() {
        return String.valueOf(draw.below(LARGE));
    }
}

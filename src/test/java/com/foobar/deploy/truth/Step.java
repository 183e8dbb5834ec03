package com.foobar.deploy.truth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A part of a playbook that can be cut out of it. Names are unique in a playbook. */
sealed interface Step {
    String name();

    Map<String, Object> keywords();

    Step withKeywords(Map<String, Object> keywords);

    /** As it stands in the playbook. */
    Map<String, Object> render();

    /** This step and all below it. */
    Stream<Step> all();

    default Step with(String keyword, Object value) {
        var more = new LinkedHashMap<>(keywords());
        more.put(keyword, value);
        return withKeywords(more);
    }

    record Task(String name, String module, Map<String, Object> arguments, Map<String, Object> keywords)
            implements Step {
        /** The argument of a module that takes a plain text. */
        static final String FREE = "";

        public Task {
            arguments = ordered(arguments);
            keywords = ordered(keywords);
        }

        Task(String name, String module, Map<String, Object> arguments) {
            this(name, module, arguments, Map.of());
        }

        @Override
        public Task withKeywords(Map<String, Object> more) {
            return new Task(name, module, arguments, more);
        }

        @Override
        public Task with(String keyword, Object value) {
            return (Task) Step.super.with(keyword, value);
        }

        @Override
        public Map<String, Object> render() {
            Map<String, Object> map = Yaml.map("name", name, module, arguments.getOrDefault(FREE, arguments));
            map.putAll(keywords);
            return map;
        }

        @Override
        public Stream<Step> all() {
            return Stream.of(this);
        }
    }

    record Block(String name, List<Step> steps, List<Step> rescue, List<Step> always, Map<String, Object> keywords)
            implements Step {
        public Block {
            steps = List.copyOf(steps);
            rescue = List.copyOf(rescue);
            always = List.copyOf(always);
            keywords = ordered(keywords);
        }

        @Override
        public Block withKeywords(Map<String, Object> more) {
            return new Block(name, steps, rescue, always, more);
        }

        @Override
        public Map<String, Object> render() {
            Map<String, Object> map = Yaml.map("name", name, "block", rendered(steps));
            if (!rescue.isEmpty()) {
                map.put("rescue", rendered(rescue));
            }
            if (!always.isEmpty()) {
                map.put("always", rendered(always));
            }
            map.putAll(keywords);
            return map;
        }

        @Override
        public Stream<Step> all() {
            return Stream.concat(
                    Stream.of(this),
                    Stream.of(steps, rescue, always).flatMap(List::stream).flatMap(Step::all));
        }
    }

    /** @param how {@code include_} or {@code import_} and {@code tasks} or {@code role}, of what is named as the step */
    record Include(String name, String how, List<Step> steps, Map<String, Object> keywords) implements Step {
        /** Keywords for what is included; written as an argument. */
        static final String APPLY = "apply";

        public Include {
            steps = List.copyOf(steps);
            keywords = ordered(keywords);
        }

        String file() {
            return isRole() ? "roles/" + name + "/tasks/main.yml" : name + ".yml";
        }

        boolean isRole() {
            return how.endsWith("_role");
        }

        @Override
        public Include withKeywords(Map<String, Object> more) {
            return new Include(name, how, steps, more);
        }

        @Override
        public Map<String, Object> render() {
            Map<String, Object> which = Yaml.map(isRole() ? "name" : "file", isRole() ? name : file());
            var outside = new LinkedHashMap<>(keywords);
            if (keywords.containsKey(APPLY)) {
                which.put(APPLY, outside.remove(APPLY));
            }
            boolean plain = !isRole() && which.size() == 1;
            Map<String, Object> map = Yaml.map("name", name, how, plain ? file() : which);
            map.putAll(outside);
            return map;
        }

        @Override
        public Stream<Step> all() {
            return Stream.concat(Stream.of(this), steps.stream().flatMap(Step::all));
        }
    }

    static List<Map<String, Object>> rendered(List<? extends Step> steps) {
        var all = new ArrayList<Map<String, Object>>();
        steps.forEach(step -> all.add(step.render()));
        return all;
    }

    private static Map<String, Object> ordered(Map<String, Object> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}

package com.foobar.deploy.playbook;

import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keywords that tasks inherit from blocks, roles, imports and plays. Values are raw: each may be a template.
 *
 * @param when all must hold; the outer ones first
 * @param vars block and task vars, the inner ones stronger
 * @param environment outer ones first; each a mapping or a template that gives one
 * @param moduleDefaults by short module name; already in the arguments of static tasks
 * @param others those of which the innermost wins
 */
public record Keywords(
        List<Value> when,
        Set<String> tags,
        Map<String, Value> vars,
        List<Value> environment,
        Map<String, MapValue> moduleDefaults,
        Map<Name, Value> others) {
    /** A keyword with one value. */
    public enum Name {
        BECOME,
        BECOME_USER,
        BECOME_METHOD,
        REMOTE_USER,
        CONNECTION,
        PORT,
        DELEGATE_TO,
        DELEGATE_FACTS,
        RUN_ONCE,
        IGNORE_ERRORS,
        IGNORE_UNREACHABLE,
        NO_LOG,
        CHECK_MODE,
        DIFF,
        ANY_ERRORS_FATAL,
        THROTTLE,
        TIMEOUT;

        private final String key = name().toLowerCase(Locale.ROOT);

        /** As it is written in a playbook. */
        public String key() {
            return key;
        }
    }

    public static final Keywords NONE = of(List.of(), Set.of(), Map.of());

    public Keywords {
        when = List.copyOf(when);
        tags = Set.copyOf(tags);
        environment = List.copyOf(environment);
        others = others.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(others));
    }

    /** Conditions, tags and vars alone. */
    public static Keywords of(List<Value> when, Set<String> tags, Map<String, Value> vars) {
        return new Keywords(when, tags, vars, List.of(), Map.of(), Map.of());
    }

    /** These keywords and one more, or another value of it. */
    public Keywords with(Name name, Value value) {
        var all = new EnumMap<Name, Value>(Name.class);
        all.putAll(others);
        all.put(name, value);
        return new Keywords(when, tags, vars, environment, moduleDefaults, all);
    }

    /** These keywords with other conditions and variables. */
    public Keywords with(List<Value> newWhen, Map<String, Value> newVars) {
        return new Keywords(newWhen, tags, newVars, environment, moduleDefaults, others);
    }

    /** These keywords inside others. */
    public Keywords inside(Keywords outer) {
        var allWhen = new ArrayList<>(outer.when);
        allWhen.addAll(when);
        var allTags = new LinkedHashSet<>(outer.tags);
        allTags.addAll(tags);
        var allEnvironment = new ArrayList<>(outer.environment);
        allEnvironment.addAll(environment);
        return new Keywords(
                allWhen,
                allTags,
                merged(outer.vars, vars),
                allEnvironment,
                merged(outer.moduleDefaults, moduleDefaults),
                merged(outer.others, others));
    }

    private static <K, V> Map<K, V> merged(Map<K, V> outer, Map<K, V> inner) {
        var all = new LinkedHashMap<>(outer);
        all.putAll(inner);
        return all;
    }

    private Optional<Value> get(Name name) {
        return Optional.ofNullable(others.get(name));
    }

    public Optional<Value> become() {
        return get(Name.BECOME);
    }

    public Optional<Value> becomeUser() {
        return get(Name.BECOME_USER);
    }

    public Optional<Value> becomeMethod() {
        return get(Name.BECOME_METHOD);
    }

    public Optional<Value> remoteUser() {
        return get(Name.REMOTE_USER);
    }

    public Optional<Value> connection() {
        return get(Name.CONNECTION);
    }

    public Optional<Value> port() {
        return get(Name.PORT);
    }

    public Optional<Value> delegateTo() {
        return get(Name.DELEGATE_TO);
    }

    public Optional<Value> delegateFacts() {
        return get(Name.DELEGATE_FACTS);
    }

    public Optional<Value> runOnce() {
        return get(Name.RUN_ONCE);
    }

    public Optional<Value> ignoreErrors() {
        return get(Name.IGNORE_ERRORS);
    }

    public Optional<Value> ignoreUnreachable() {
        return get(Name.IGNORE_UNREACHABLE);
    }

    public Optional<Value> noLog() {
        return get(Name.NO_LOG);
    }

    public Optional<Value> checkMode() {
        return get(Name.CHECK_MODE);
    }

    public Optional<Value> diff() {
        return get(Name.DIFF);
    }

    public Optional<Value> anyErrorsFatal() {
        return get(Name.ANY_ERRORS_FATAL);
    }

    public Optional<Value> throttle() {
        return get(Name.THROTTLE);
    }

    public Optional<Value> timeout() {
        return get(Name.TIMEOUT);
    }
}

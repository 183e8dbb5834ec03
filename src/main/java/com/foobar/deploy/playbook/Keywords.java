package com.foobar.deploy.playbook;

import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
 */
public record Keywords(
        List<Value> when,
        Set<String> tags,
        Map<String, Value> vars,
        List<Value> environment,
        Optional<Value> become,
        Optional<Value> becomeUser,
        Optional<Value> becomeMethod,
        Optional<Value> remoteUser,
        Optional<Value> connection,
        Optional<Value> port,
        Optional<Value> delegateTo,
        Optional<Value> delegateFacts,
        Optional<Value> runOnce,
        Optional<Value> ignoreErrors,
        Optional<Value> ignoreUnreachable,
        Optional<Value> noLog,
        Optional<Value> checkMode,
        Optional<Value> diff,
        Optional<Value> anyErrorsFatal,
        Optional<Value> throttle,
        Optional<Value> timeout,
        Map<String, MapValue> moduleDefaults) {
    public Keywords {
        when = List.copyOf(when);
        tags = Set.copyOf(tags);
        environment = List.copyOf(environment);
    }

    public static final Keywords NONE = of(List.of(), Set.of(), Map.of());

    /** The same with another {@code delegate_to}. */
    public Keywords delegatedTo(Value host) {
        return new Keywords(
                when,
                tags,
                vars,
                environment,
                become,
                becomeUser,
                becomeMethod,
                remoteUser,
                connection,
                port,
                Optional.of(host),
                delegateFacts,
                runOnce,
                ignoreErrors,
                ignoreUnreachable,
                noLog,
                checkMode,
                diff,
                anyErrorsFatal,
                throttle,
                timeout,
                moduleDefaults);
    }

    /** Conditions, tags and vars alone. */
    public static Keywords of(List<Value> when, Set<String> tags, Map<String, Value> vars) {
        return new Keywords(
                when,
                tags,
                vars,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** These keywords with other conditions and variables. */
    public Keywords with(List<Value> newWhen, Map<String, Value> newVars) {
        return new Keywords(
                newWhen,
                tags,
                newVars,
                environment,
                become,
                becomeUser,
                becomeMethod,
                remoteUser,
                connection,
                port,
                delegateTo,
                delegateFacts,
                runOnce,
                ignoreErrors,
                ignoreUnreachable,
                noLog,
                checkMode,
                diff,
                anyErrorsFatal,
                throttle,
                timeout,
                moduleDefaults);
    }

    /** These keywords inside others. */
    public Keywords inside(Keywords outer) {
        var allWhen = new ArrayList<>(outer.when);
        allWhen.addAll(when);
        var allTags = new LinkedHashSet<>(outer.tags);
        allTags.addAll(tags);
        var allVars = new LinkedHashMap<>(outer.vars);
        allVars.putAll(vars);
        var allDefaults = new LinkedHashMap<>(outer.moduleDefaults);
        allDefaults.putAll(moduleDefaults);
        var allEnvironment = new ArrayList<>(outer.environment);
        allEnvironment.addAll(environment);
        return new Keywords(
                allWhen,
                allTags,
                allVars,
                allEnvironment,
                become.or(outer::become),
                becomeUser.or(outer::becomeUser),
                becomeMethod.or(outer::becomeMethod),
                remoteUser.or(outer::remoteUser),
                connection.or(outer::connection),
                port.or(outer::port),
                delegateTo.or(outer::delegateTo),
                delegateFacts.or(outer::delegateFacts),
                runOnce.or(outer::runOnce),
                ignoreErrors.or(outer::ignoreErrors),
                ignoreUnreachable.or(outer::ignoreUnreachable),
                noLog.or(outer::noLog),
                checkMode.or(outer::checkMode),
                diff.or(outer::diff),
                anyErrorsFatal.or(outer::anyErrorsFatal),
                throttle.or(outer::throttle),
                timeout.or(outer::timeout),
                allDefaults);
    }
}

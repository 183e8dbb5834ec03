package com.foobar.deploy.playbook;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A task or handler, with everything static resolved: imports are in place, keywords inherited.
 *
 * @param name raw: may be a template
 * @param keywords effective: the play's, role's and blocks' are in them
 */
public record Task(
        Optional<Value> name,
        Action action,
        Keywords keywords,
        Optional<Loop> loop,
        ResultRules result,
        Notices notices,
        Origin origin)
        implements TaskNode {
    /**
     * What becomes of a result.
     *
     * @param register the variable that gets it
     */
    public record ResultRules(
            Optional<String> register,
            List<Value> changedWhen,
            List<Value> failedWhen,
            List<Value> until,
            Optional<Value> retries,
            Optional<Value> delay) {
        public static final ResultRules NONE =
                new ResultRules(Optional.empty(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

        public ResultRules {
            changedWhen = List.copyOf(changedWhen);
            failedWhen = List.copyOf(failedWhen);
            until = List.copyOf(until);
        }
    }

    /**
     * How tasks and handlers find each other.
     *
     * @param listen topics a handler listens to
     */
    public record Notices(List<Value> notifies, Set<String> listen) {
        public static final Notices NONE = new Notices(List.of(), Set.of());

        public Notices {
            notifies = List.copyOf(notifies);
            listen = Set.copyOf(listen);
        }
    }

    /**
     * What surrounds a task.
     *
     * @param around the keywords of the play, roles, imports and blocks around the task, without its own
     * @param vars of the task alone
     * @param includeParams variables of the includes that brought the task, of level 21
     * @param roles the role the task belongs to and those that pulled it in, the innermost last
     * @param playbookFolder of the playbook whose play the task is in
     * @param folder of the task file, for relative files
     * @param handler true for a handler
     */
    public record Origin(
            Keywords around,
            Map<String, Value> vars,
            Map<String, Value> includeParams,
            List<RoleInstance> roles,
            Path playbookFolder,
            Path folder,
            Place place,
            boolean handler) {
        public Origin {
            roles = List.copyOf(roles);
        }

        /** Of a task that stands directly in a play. */
        public static Origin inPlay(Keywords play, Path folder, Place place) {
            return new Origin(play, Map.of(), Map.of(), List.of(), folder, folder, place, false);
        }

        public Origin withVars(Map<String, Value> others) {
            return new Origin(around, others, includeParams, roles, playbookFolder, folder, place, handler);
        }

        /** What an include with these variables of its item gives the tasks that it brings. */
        public Map<String, Value> given(Map<String, Value> item) {
            var all = new LinkedHashMap<>(includeParams);
            all.putAll(vars);
            all.putAll(item);
            return Collections.unmodifiableMap(all);
        }
    }

    /** A task that calls a module, and no more. */
    public static Task calling(String name, Action action, Keywords keywords, Origin origin) {
        return new Task(
                Optional.of(Value.of(name)),
                action,
                keywords,
                Optional.empty(),
                ResultRules.NONE,
                Notices.NONE,
                origin);
    }

    /** The same call of another module, with other arguments. */
    public Task calling(String module, MapValue arguments, Keywords newKeywords, Origin newOrigin) {
        return new Task(name, action.calling(module, arguments), newKeywords, loop, result, notices, newOrigin);
    }

    @Override
    public Task task() {
        return this;
    }

    /** As written; {@link com.foobar.deploy.module.ModuleRegistry#shortName} makes it short. */
    public String module() {
        return action.module();
    }

    /** Raw; the free form stands under the module's free-form argument or under {@code _raw_params}. */
    public MapValue arguments() {
        return action.arguments();
    }

    public List<Value> notifies() {
        return notices.notifies();
    }

    public Set<String> listen() {
        return notices.listen();
    }

    public Path folder() {
        return origin.folder();
    }

    public Place place() {
        return origin.place();
    }

    public List<RoleInstance> roles() {
        return origin.roles();
    }

    public Optional<RoleInstance> role() {
        return roles().isEmpty() ? Optional.empty() : Optional.of(roles().getLast());
    }
}

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
 * @param module as written; {@link com.foobar.deploy.module.ModuleRegistry#shortName} makes it short
 * @param arguments raw; the free form stands under the module's free-form argument or under {@code _raw_params}
 * @param argumentTemplate where {@code args} or the arguments as a whole are one template, which gives a mapping
 * @param keywords effective: the play's, role's and blocks' are in them
 * @param listen topics a handler listens to
 * @param roles the role the task belongs to and those that pulled it in, the innermost last
 * @param folder of the task file, for relative files
 */
public record Task(
        Optional<Value> name,
        String module,
        MapValue arguments,
        Optional<Value> argumentTemplate,
        Keywords keywords,
        Optional<Loop> loop,
        Optional<String> register,
        List<Value> changedWhen,
        List<Value> failedWhen,
        List<Value> until,
        Optional<Value> retries,
        Optional<Value> delay,
        List<Value> notifies,
        Set<String> listen,
        List<RoleInstance> roles,
        Path folder,
        Place place,
        Origin origin)
        implements Step {
    /**
     * What surrounds a task, for the includes among them.
     *
     * @param around the keywords of the play, roles, imports and blocks around the task, without its own
     * @param vars of the task alone
     * @param includeParams variables of the includes that brought the task, of level 21
     * @param playbookFolder of the playbook whose play the task is in
     * @param handler true for a handler
     */
    public record Origin(
            Keywords around,
            Map<String, Value> vars,
            Map<String, Value> includeParams,
            Path playbookFolder,
            boolean handler) {
        public Origin withVars(Map<String, Value> others) {
            return new Origin(around, others, includeParams, playbookFolder, handler);
        }

        /** What an include with these variables of its item gives the tasks that it brings. */
        public Map<String, Value> given(Map<String, Value> item) {
            var all = new LinkedHashMap<>(includeParams);
            all.putAll(vars);
            all.putAll(item);
            return Collections.unmodifiableMap(all);
        }
    }

    public Task {
        changedWhen = List.copyOf(changedWhen);
        failedWhen = List.copyOf(failedWhen);
        until = List.copyOf(until);
        notifies = List.copyOf(notifies);
        listen = Set.copyOf(listen);
        roles = List.copyOf(roles);
    }

    @Override
    public Task task() {
        return this;
    }

    public Optional<RoleInstance> role() {
        return roles.isEmpty() ? Optional.empty() : Optional.of(roles.getLast());
    }

    /** The same call of another module, with other arguments. */
    public Task calling(String newModule, MapValue newArguments, Keywords newKeywords, Origin newOrigin) {
        return new Task(
                name,
                newModule,
                newArguments,
                argumentTemplate,
                newKeywords,
                loop,
                register,
                changedWhen,
                failedWhen,
                until,
                retries,
                delay,
                notifies,
                listen,
                roles,
                folder,
                place,
                newOrigin);
    }
}

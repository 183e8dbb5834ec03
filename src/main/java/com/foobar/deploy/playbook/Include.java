package com.foobar.deploy.playbook;

import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;

/**
 * An {@code include_tasks} or {@code include_role}, which brings in its tasks when a host comes to it.
 *
 * @param task its name, conditions, loop and place
 * @param name of the file or the role, raw
 * @param from other entry files of the role than main, by kind: tasks, vars, defaults, handlers; raw
 * @param audience who sees the variables of the role
 */
public record Include(
        Task task, Kind kind, Value name, Map<String, Value> from, Applied applied, RoleInstance.Audience audience)
        implements TaskNode {
    /** What is included. */
    public enum Kind {
        TASKS,
        ROLE
    }

    /** What {@code apply} gives to the tasks, as a block around them would. */
    public record Applied(Keywords keywords, List<Value> notifies) {
        public static final Applied NOTHING = new Applied(Keywords.NONE, List.of());
    }

    public Include {
        from = Map.copyOf(from);
    }
}

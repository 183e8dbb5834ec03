package com.foobar.deploy.state.question.accounts;

import java.util.List;

/**
 * A group of the host.
 *
 * @param members users whose supplementary group it is
 */
public record GroupState(boolean exists, long gid, List<String> members) {
    public static final GroupState MISSING = new GroupState(false, 0, List.of());

    public GroupState {
        members = List.copyOf(members);
    }
}

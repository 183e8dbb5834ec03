package com.foobar.deploy.state.question.accounts;

import com.foobar.deploy.value.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A user of the host.
 *
 * @param group the name of the primary group, or its number where it has no name
 * @param groups names of the supplementary groups, sorted
 * @param password the hash out of the shadow file; empty where the asking user may not read it
 * @param expires days since the epoch; -1 for never
 */
public record UserState(
        boolean exists,
        long uid,
        long gid,
        String comment,
        String home,
        String shell,
        String group,
        List<String> groups,
        Optional<Secret> password,
        long expires,
        Ageing ageing) {
    /** Days of the shadow file; -1 where none is set. */
    public record Ageing(long min, long max, long warn) {
        public static final Ageing NONE = new Ageing(-1, -1, -1);
    }

    public static final UserState MISSING =
            new UserState(false, 0, 0, "", "", "", "", List.of(), Optional.empty(), -1, Ageing.NONE);

    public UserState {
        groups = List.copyOf(groups);
    }

    public UserState withUid(long other) {
        return new UserState(exists, other, gid, comment, home, shell, group, groups, password, expires, ageing);
    }

    public UserState withGroup(long number, String name) {
        return new UserState(exists, uid, number, comment, home, shell, name, groups, password, expires, ageing);
    }

    public UserState withGroups(List<String> others) {
        return new UserState(exists, uid, gid, comment, home, shell, group, others, password, expires, ageing);
    }

    public UserState withComment(String other) {
        return new UserState(exists, uid, gid, other, home, shell, group, groups, password, expires, ageing);
    }

    public UserState withHome(String other) {
        return new UserState(exists, uid, gid, comment, other, shell, group, groups, password, expires, ageing);
    }

    public UserState withShell(String other) {
        return new UserState(exists, uid, gid, comment, home, other, group, groups, password, expires, ageing);
    }

    public UserState withPassword(Secret hash) {
        return new UserState(exists, uid, gid, comment, home, shell, group, groups, Optional.of(hash), expires, ageing);
    }

    public UserState withExpires(long day) {
        return new UserState(exists, uid, gid, comment, home, shell, group, groups, password, day, ageing);
    }

    public UserState withAgeing(Ageing other) {
        return new UserState(exists, uid, gid, comment, home, shell, group, groups, password, expires, other);
    }

    /** True if no password logs in: the hash starts with an exclamation mark. */
    public boolean locked() {
        return password.filter(hash -> hash.reveal().startsWith("!")).isPresent();
    }
}

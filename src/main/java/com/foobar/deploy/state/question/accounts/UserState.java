package com.foobar.deploy.state.question.accounts;

import com.foobar.deploy.value.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A user of the host.
 *
 * @param group the name of the primary group, or its number where it has no name
 * @param groups names of the supplementary groups, sorted
 */
public record UserState(
        boolean exists, long uid, long gid, Profile profile, String group, List<String> groups, Shadow shadow) {
    /** What anybody may read of the user. */
    public record Profile(String comment, String home, String shell) {}

    /**
     * The line of the shadow file.
     *
     * @param password the hash; empty where the asking user may not read it
     * @param expires days since the epoch; -1 for never
     */
    public record Shadow(Optional<Secret> password, long expires, Ageing ageing) {}

    /** Days of the shadow file; -1 where none is set. */
    public record Ageing(long min, long max, long warn) {
        public static final Ageing NONE = new Ageing(-1, -1, -1);
    }

    public static final UserState MISSING = new UserState(
            false,
            0,
            0,
            new UserState.Profile("", "", ""),
            "",
            List.of(),
            new UserState.Shadow(Optional.empty(), -1, Ageing.NONE));

    public UserState {
        groups = List.copyOf(groups);
    }

    public UserState withUid(long other) {
        return new UserState(exists, other, gid, profile, group, groups, shadow);
    }

    public UserState withGroup(long number, String name) {
        return new UserState(exists, uid, number, profile, name, groups, shadow);
    }

    public UserState withGroups(List<String> others) {
        return new UserState(exists, uid, gid, profile, group, others, shadow);
    }

    public UserState withComment(String other) {
        return with(new Profile(other, home(), shell()));
    }

    public UserState withHome(String other) {
        return with(new Profile(comment(), other, shell()));
    }

    public UserState withShell(String other) {
        return with(new Profile(comment(), home(), other));
    }

    public UserState withPassword(Secret hash) {
        return with(new Shadow(Optional.of(hash), expires(), ageing()));
    }

    public UserState withExpires(long day) {
        return with(new Shadow(password(), day, ageing()));
    }

    public UserState withAgeing(Ageing other) {
        return with(new Shadow(password(), expires(), other));
    }

    private UserState with(Profile other) {
        return new UserState(exists, uid, gid, other, group, groups, shadow);
    }

    private UserState with(Shadow other) {
        return new UserState(exists, uid, gid, profile, group, groups, other);
    }

    public String comment() {
        return profile.comment();
    }

    public String home() {
        return profile.home();
    }

    public String shell() {
        return profile.shell();
    }

    public Optional<Secret> password() {
        return shadow.password();
    }

    public long expires() {
        return shadow.expires();
    }

    public Ageing ageing() {
        return shadow.ageing();
    }

    /** True if no password logs in: the hash starts with an exclamation mark. */
    public boolean locked() {
        return password().filter(hash -> hash.reveal().startsWith("!")).isPresent();
    }
}

package com.foobar.deploy.module.builtin.accounts;

import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import java.util.Set;
import java.util.TreeSet;

/** What user and group have in common. */
final class AccountNames {
    /** Accounts, and the files they are kept in. */
    static final Touched TOUCHED = new Touched(
            Set.of(Topic.ACCOUNT),
            Set.of("/etc/passwd", "/etc/group", "/etc/shadow", "/etc/gshadow", "/etc/subuid", "/etc/subgid"));

    private AccountNames() {}

    /** Neither an option nor a field of passwd's can be made out of it. */
    static void check(String name) {
        if (!name.matches("[A-Za-z0-9_.][A-Za-z0-9_.@\\\\-]*\\$?")) {
            throw new IllegalArgumentException("`" + name + "` cannot be the name of an account");
        }
    }

    /** The names with this one among them or without it; the same set where that is so already. */
    static Set<String> having(Set<String> names, String name, boolean has) {
        if (names.contains(name) == has) {
            return names;
        }
        var then = new TreeSet<>(names);
        boolean _ = has ? then.add(name) : then.remove(name);
        return Set.copyOf(then);
    }
}

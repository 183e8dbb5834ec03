package com.foobar.deploy.module.builtin.accounts;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Presence;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Optional;

/** The arguments of user. */
record UserArgs(
        @Arg(value = "the user", aliases = "user") String name,

        @Arg(value = "present or absent", fallback = "present")
        Presence state,

        @Arg("the user's number") Optional<Long> uid,

        @Arg(value = "allow a number that another user has", fallback = "false")
        boolean nonUnique,

        @Arg("the primary group") Optional<String> group,

        @Arg("supplementary groups; an empty text means none")
        Optional<List<String>> groups,

        @Arg(value = "add to the supplementary groups, take none away", fallback = "false")
        boolean append,

        @Arg("the GECOS field") Optional<String> comment,
        @Arg("the home directory") Optional<String> home,
        @Arg("the login shell") Optional<String> shell,
        @Arg("the password's hash, as in /etc/shadow") Optional<Secret> password,

        @Arg(value = "`always`, or `on_create` to leave an existing user's password alone", fallback = "always")
        UpdatePassword updatePassword,

        @Arg("lock the password, or unlock it") Optional<Boolean> passwordLock,

        @Arg("when the account expires, in seconds since the epoch; negative means never")
        Optional<Double> expires,

        @Arg("days until the password must be changed") Optional<Long> passwordExpireMax,
        @Arg("days for which the password must be kept") Optional<Long> passwordExpireMin,

        @Arg("days of warning before the password must be changed")
        Optional<Long> passwordExpireWarn,

        @Arg(value = "make it a system user", fallback = "false")
        boolean system,

        @Arg(value = "make the home directory", aliases = "createhome", fallback = "true")
        boolean createHome,

        @Arg(value = "move the home directory where `home` differs", fallback = "false")
        boolean moveHome,

        @Arg("directory whose content a new home directory gets")
        Optional<String> skeleton,

        @Arg("umask of a new home directory") Optional<String> umask,

        @Arg(value = "with absent: remove the home directory too", fallback = "false")
        boolean remove,

        @Arg(value = "with absent: remove even what others use", fallback = "false")
        boolean force,

        @Arg(value = "make an SSH key pair", fallback = "false")
        boolean generateSshKey,

        @Arg("bits of that key") Optional<Integer> sshKeyBits,
        @Arg(value = "type of that key", fallback = "rsa") String sshKeyType,
        @Arg("file of that key, below the home directory") Optional<String> sshKeyFile,
        @Arg("comment of that key") Optional<String> sshKeyComment,
        @Arg("not used") Optional<String> loginClass,
        @Arg("not used") Optional<Value> seuser,
        @Arg(value = "not used", fallback = "false") boolean local,
        @Arg("not used") Optional<Value> hidden) {
    /** When the password is set. */
    enum UpdatePassword {
        ALWAYS,
        ON_CREATE
    }

    UserArgs {
        AccountNames.check(name);
        group.ifPresent(AccountNames::check);
        groups.ifPresent(all -> all.forEach(AccountNames::check));
        password.filter(hash -> hash.reveal().matches("(?s).*[:\\n].*")).ifPresent(_ -> {
            throw new IllegalArgumentException("`password` is to be a hash as in /etc/shadow, which holds no `:`");
        });
    }

    /** Days since the epoch, as shadow has it; -1 for never. */
    Optional<Long> expiryDay() {
        return expires.map(seconds -> seconds < 0 ? -1L : (long) (seconds / 86_400));
    }
}

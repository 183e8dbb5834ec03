package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.module.Arg;
import java.util.List;
import java.util.Optional;

/** The arguments of apt. */
record AptArgs(
        @Arg(
                value = "packages, each also as `name=version` or as a pattern",
                aliases = {"package", "pkg"})
        List<String> name,

        @Arg(value = "present, latest, absent, build-dep or fixed", fallback = "present")
        State state,

        @Arg(value = "fetch the package lists first", aliases = "update-cache", fallback = "false")
        boolean updateCache,

        @Arg(value = "seconds for which fetched lists are new enough", fallback = "0")
        long cacheValidTime,

        @Arg(value = "how often fetching is tried", fallback = "5")
        int updateCacheRetries,

        @Arg(value = "most seconds between tries", fallback = "12")
        int updateCacheRetryMaxDelay,

        @Arg(value = "remove configuration files too", fallback = "false")
        boolean purge,

        @Arg(value = "the release to prefer", aliases = "default-release")
        Optional<String> defaultRelease,

        @Arg(
                value = "install what packages recommend; apt's own setting where none is given",
                aliases = "install-recommends")
        Optional<Boolean> installRecommends,

        @Arg(value = "go on where apt would rather stop", fallback = "false")
        boolean force,

        @Arg(
                value = "install packages whose origin cannot be checked",
                aliases = "allow-unauthenticated",
                fallback = "false")
        boolean allowUnauthenticated,

        @Arg(
                value = "install older versions over newer ones",
                aliases = {"allow-downgrade", "allow_downgrades", "allow-downgrades"},
                fallback = "false")
        boolean allowDowngrade,

        @Arg(value = "change packages that are on hold", fallback = "false")
        boolean allowChangeHeldPackages,

        @Arg(value = "no, yes, safe, full or dist: upgrade all packages", fallback = "no")
        Upgrade upgrade,

        @Arg(value = "options for dpkg, without their dashes", fallback = "force-confdef,force-confold")
        List<String> dpkgOptions,

        @Arg("a .deb file of the host, or its URL") Optional<String> deb,

        @Arg(value = "remove packages that nothing needs any more", fallback = "false")
        boolean autoremove,

        @Arg(value = "delete fetched packages that can be fetched no more", fallback = "false")
        boolean autoclean,

        @Arg(value = "delete all fetched packages", fallback = "false")
        boolean clean,

        @Arg(value = "only upgrade what is installed", fallback = "false")
        boolean onlyUpgrade,

        @Arg(value = "fail rather than remove anything", fallback = "false")
        boolean failOnAutoremove,

        @Arg(value = "not used: it is always apt-get", fallback = "false")
        boolean forceAptGet,

        @Arg("the exit code by which policy-rc.d keeps services from starting: 101 forbids it")
        Optional<Integer> policyRcD,

        @Arg(value = "seconds to wait for another apt to end", fallback = "60")
        int lockTimeout,

        @Arg(value = "not used: nothing is needed on the host", fallback = "true")
        boolean autoInstallModuleDeps) {
    /** The desired state. */
    enum State {
        PRESENT,
        INSTALLED,
        LATEST,
        ABSENT,
        REMOVED,
        BUILD_DEP,
        FIXED;

        boolean removes() {
            return this == ABSENT || this == REMOVED;
        }
    }

    /** How all packages are upgraded. */
    enum Upgrade {
        NO,
        FALSE,
        YES,
        TRUE,
        SAFE,
        FULL,
        DIST;

        boolean wanted() {
            return this != NO && this != FALSE;
        }

        String command() {
            return this == FULL || this == DIST ? "dist-upgrade" : "upgrade";
        }
    }

    AptArgs {
        boolean something = !name.isEmpty()
                || deb.isPresent()
                || upgrade.wanted()
                || updateCache
                || cacheValidTime > 0
                || autoremove
                || autoclean
                || clean
                || state == State.FIXED;
        if (!something) {
            throw new IllegalArgumentException(
                    "one of `name`, `deb`, `upgrade`, `update_cache`, `autoremove` is required");
        }
        if (deb.isPresent() && !name.isEmpty()) {
            throw new IllegalArgumentException("`deb` and `name` exclude each other");
        }
        for (String option : dpkgOptions) {
            if (!option.matches("[a-z-]+(=.*)?")) {
                throw new IllegalArgumentException("`" + option + "` is not an option of dpkg");
            }
        }
    }

    boolean wantsLists() {
        return updateCache || cacheValidTime > 0;
    }
}

package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.state.question.packages.PackageState;
import com.foobar.deploy.value.Wildcard;
import java.util.Optional;

/**
 * A package as apt's arguments name it: {@code name}, {@code name=version}, {@code name:architecture}; name and version
 * may be patterns.
 */
record DesiredPackage(String name, Optional<String> version) {
    DesiredPackage {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9+._:*?\\[\\]!^-]*")) {
            throw ArgumentProblem.of("`" + name + "` is not the name of a package");
        }
    }

    static DesiredPackage of(String written) {
        int equals = written.indexOf('=');
        return equals < 0
                ? new DesiredPackage(written.strip(), Optional.empty())
                : new DesiredPackage(
                        written.substring(0, equals).strip(),
                        Optional.of(written.substring(equals + 1).strip()));
    }

    boolean pattern() {
        return name.matches(".*[*?\\[].*");
    }

    boolean fitsName(String packageName) {
        return Wildcard.of(name.replaceFirst(":.*", "")).matches(packageName);
    }

    /** Installed, in the version that is asked for. */
    boolean fulfilledBy(PackageState state) {
        return version.map(desired -> state.version()
                        .filter(is -> Wildcard.of(desired).matches(is))
                        .isPresent())
                .orElse(state.installed());
    }

    /** As apt-get takes it. */
    String argument() {
        return version.map(desired -> name + "=" + desired).orElse(name);
    }
}

package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.FileMode;
import com.foobar.deploy.module.Presence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The arguments of deb822_repository. */
record Deb822Args(
        @Arg("the repository's name, of which the file's is made")
        String name,

        @Arg(value = "present or absent", fallback = "present")
        Presence state,

        @Arg(value = "deb, deb-src or both", fallback = "deb")
        List<String> types,

        @Arg("addresses of the archive") List<String> uris,
        @Arg("suites, or paths that end in `/`") List<String> suites,
        @Arg("components") List<String> components,
        @Arg("architectures") List<String> architectures,

        @Arg("the key: its address, a file of the host, or the armoured key itself")
        Optional<String> signedBy,

        @Arg("use the repository") Optional<Boolean> enabled,
        @Arg("trust it without a signature") Optional<Boolean> trusted,
        @Arg("allow it to be unsigned") Optional<Boolean> allowInsecure,
        @Arg("allow it to become unsigned") Optional<Boolean> allowDowngradeToInsecure,
        @Arg("allow weak signatures") Optional<Boolean> allowWeak,
        @Arg("fetch by hash") Optional<Boolean> byHash,
        @Arg("check the Date field") Optional<Boolean> checkDate,
        @Arg("check the Valid-Until field") Optional<Boolean> checkValidUntil,
        @Arg("seconds a date may lie ahead") Optional<Long> dateMaxFuture,
        @Arg("path of the InRelease file") Optional<String> inreleasePath,
        @Arg("languages of translations") List<String> languages,
        @Arg("fetch differences") Optional<Boolean> pdiffs,
        @Arg("what is fetched") List<String> targets,
        @Arg("packages that alone are taken from it") List<String> include,
        @Arg("packages that are not taken from it") List<String> exclude,
        @Arg(value = "mode of the file", fallback = "0644") FileMode mode,

        @Arg(value = "not used: nothing is needed on the host", fallback = "true")
        boolean installPythonDebian) {
    Deb822Args {
        if (slug(name).isEmpty()) {
            throw new IllegalArgumentException("`" + name + "` cannot be the name of a repository");
        }
        if (!List.of("deb", "deb-src").containsAll(types)) {
            throw new IllegalArgumentException("`types` are deb and deb-src");
        }
        if (state == Presence.PRESENT && (uris.isEmpty() || suites.isEmpty())) {
            throw new IllegalArgumentException("`uris` and `suites` are required");
        }
        if (!include.isEmpty() && !exclude.isEmpty()) {
            throw new IllegalArgumentException("`include` and `exclude` exclude each other");
        }
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_\\s]+", "-").replaceAll("[^a-z0-9-]+", "");
    }

    String file() {
        return "/etc/apt/sources.list.d/" + slug(name) + ".sources";
    }

    /** Where a key that is fetched goes. */
    String keyFile(boolean armored) {
        return "/etc/apt/keyrings/" + slug(name) + (armored ? ".asc" : ".gpg");
    }

    boolean keyIsAddress() {
        return signedBy.filter(key -> key.matches("\\w+://.*")).isPresent();
    }
}

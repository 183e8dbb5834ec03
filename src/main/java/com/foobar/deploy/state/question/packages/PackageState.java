package com.foobar.deploy.state.question.packages;

import java.util.List;
import java.util.Optional;

/**
 * What dpkg knows of one package.
 *
 * @param variants one for each architecture; also those whose configuration files alone are left
 * @param providedBy installed packages that provide the name
 */
public record PackageState(List<Variant> variants, List<String> providedBy) {
    public static final PackageState MISSING = new PackageState(List.of(), List.of());

    public PackageState {
        variants = List.copyOf(variants);
        providedBy = List.copyOf(providedBy);
    }

    /**
     * A package of one architecture.
     *
     * @param status dpkg's three letters: wanted, status, error ("ii", "rc", "hi", "iU" ...)
     */
    public record Variant(String name, String architecture, String status, String version) {
        public boolean installed() {
            return status.length() > 1 && status.charAt(1) == 'i';
        }

        /** Removed, with its configuration files left; or half-way between. */
        public boolean leftovers() {
            return status.length() > 1 && status.charAt(1) != 'i' && status.charAt(1) != 'n';
        }
    }

    /** As a plan expects it after an installation; the version may be empty where it is not known. */
    public static PackageState assumed(String name, String version) {
        return new PackageState(List.of(new Variant(name, "", "ii", version)), List.of());
    }

    public boolean installed() {
        return version().isPresent();
    }

    /** The version that is installed. */
    public Optional<String> version() {
        return variants.stream()
                .filter(Variant::installed)
                .map(Variant::version)
                .findFirst();
    }

    /** True if purging would remove something more than removing has. */
    public boolean leftovers() {
        return variants.stream().anyMatch(Variant::leftovers);
    }
}

package com.foobar.deploy.state.question.packages;

/**
 * The architecture in {@code name:architecture}, by apt's rules. Packages for all architectures belong to the host's own;
 * a name without an architecture, and {@code any}, mean the host's own first.
 *
 * @param text what stands after the colon, or ""
 */
record ArchitectureSuffix(String text) {
    static ArchitectureSuffix of(String asked) {
        return new ArchitectureSuffix(asked.substring(nameOf(asked).length()).replaceFirst(":", ""));
    }

    static String nameOf(String asked) {
        int colon = asked.lastIndexOf(':');
        return colon < 0 ? asked : asked.substring(0, colon);
    }

    /** Another architecture will do where there is none for the host's own. */
    boolean open() {
        return text.isEmpty() || text.equals("any");
    }

    /** @param own the host's architecture */
    boolean meansOwn(String own) {
        return open() || text.equals("native") || text.equals("all") || text.equals(own);
    }
}

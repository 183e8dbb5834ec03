package com.foobar.deploy.site;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A site that several test classes use, one class at a time, since it takes minutes to make one: it is made when the first
 * of them asks for it, and removed when all tests have run. A class that uses it locks its name.
 */
final class SharedSite implements BeforeAllCallback {
    static final String MYSQL = "it-mysql";
    static final String MARIADB = "it-mariadb";

    private final String name;
    private final Supplier<SiteFixture> made;
    private @Nullable SiteFixture fixture;

    private SharedSite(String name, Supplier<SiteFixture> made) {
        this.name = name;
        this.made = made;
    }

    static SharedSite mysql() {
        return new SharedSite(MYSQL, () -> new SiteFixture(MYSQL, 26021, List.of("lb-01", "web-01", "web-02")));
    }

    /** With hosts that the site does not use before it grows. */
    static SharedSite mariadb() {
        List<String> hosts = List.of("lb-01", "web-01", "web-02", "web-03", "lb-02", "db-03");
        return new SharedSite(MARIADB, () -> new SiteFixture(MARIADB, 26041, hosts, "mysql_flavor=mariadb"));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        fixture = context.getRoot()
                .getStore(Namespace.create(SharedSite.class))
                .computeIfAbsent(name, _ -> made.get(), SiteFixture.class);
    }

    /** Its hosts are not up before one of the methods below was called by some class. */
    SiteFixture fixture() {
        return requireNonNull(fixture, "the extension has not begun");
    }

    /** On fresh hosts, with nothing on them. */
    SiteFixture bare() {
        fixture().bare();
        return fixture();
    }

    /** As the inventory says. */
    SiteFixture applied() {
        fixture().applied();
        return fixture();
    }

    /** As {@link #applied}, with web-01 as the primary: classes run in any order, and drills have moved it. */
    SiteFixture appliedWithFirstPrimary() {
        fixture().applied();
        fixture().promote("web-01");
        return fixture();
    }
}

package com.foobar.deploy.site;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drills about promotions, on the site with MariaDB, before it grows. */
@Order(5)
@ResourceLock(SharedSite.MARIADB)
class PromotionIT {
    @RegisterExtension
    static final SharedSite SHARED = SharedSite.mariadb();

    private static DrillFixture drills;

    @BeforeAll
    static void apply() {
        drills = new DrillFixture(SHARED.applied());
    }

    @ParameterizedTest
    @ValueSource(strings = {"promotion", "primary-off", "catch-up", "controller-killed", "emergency-killed", "errant"})
    void isSurvived(String name) {
        drills.passes(name);
    }
}

package com.foobar.deploy.site;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Drills about promotions, on the site with MariaDB, before it grows. */
@Order(5)
@ResourceLock(SharedSite.MARIADB)
class PromotionIT {
    @RegisterExtension
    static final SharedSite SHARED = SharedSite.mariadb();

    static final List<String> DRILLS =
            List.of("promotion", "primary-off", "catch-up", "controller-killed", "emergency-killed", "errant");

    private static DrillFixture drills;

    @BeforeAll
    static void apply() {
        drills = new DrillFixture(SHARED.applied());
    }

    @ParameterizedTest
    @FieldSource("DRILLS")
    void isSurvived(String name) {
        drills.passes(name);
    }
}

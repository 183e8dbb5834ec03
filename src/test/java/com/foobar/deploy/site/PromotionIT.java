package com.foobar.deploy.site;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drills about promotions, on a site with MariaDB. */
class PromotionIT {
    private static final DrillFixture SITE = new DrillFixture("it-promotion", 26051, "mysql_flavor=mariadb");

    @BeforeAll
    static void apply() {
        SITE.up();
    }

    @AfterAll
    static void remove() {
        SITE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"promotion", "primary-off", "catch-up", "controller-killed", "emergency-killed", "errant"})
    void isSurvived(String name) {
        SITE.passes(name);
    }
}

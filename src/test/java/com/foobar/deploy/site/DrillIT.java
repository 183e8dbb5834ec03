package com.foobar.deploy.site;

import com.foobar.deploy.drill.Drill;
import com.foobar.deploy.drill.Drills;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every drill, on a site with MySQL that was applied once. */
class DrillIT {
    private static final DrillFixture SITE = new DrillFixture("it-drill", 26041);

    @BeforeAll
    static void apply() {
        SITE.up();
    }

    @AfterAll
    static void remove() {
        SITE.close();
    }

    static Stream<String> names() {
        return Drills.all().stream().map(Drill::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isSurvived(String name) {
        SITE.passes(name);
    }
}

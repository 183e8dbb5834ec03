package com.foobar.deploy.site;

import com.foobar.deploy.site.drill.Drill;
import com.foobar.deploy.site.drill.Drills;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every drill, on the site with MySQL. */
@Order(4)
@ResourceLock(SharedSite.MYSQL)
class DrillIT {
    @RegisterExtension
    static final SharedSite SHARED = SharedSite.mysql();

    private static DrillFixture drills;

    @BeforeAll
    static void apply() {
        drills = new DrillFixture(SHARED.applied());
    }

    static Stream<String> names() {
        // Those that make a host anew install everything again, which takes minutes: they are run by hand.
        return Drills.all().stream().map(Drill::name).filter(name -> !name.startsWith("rebuild-"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void isSurvived(String name) {
        drills.passes(name);
    }
}

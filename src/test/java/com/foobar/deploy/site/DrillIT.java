package com.foobar.deploy.site;

import com.foobar.deploy.site.drill.Drill;
import com.foobar.deploy.site.drill.Drills;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drills on the site with MySQL: those that PromotionIT does not run on the site with MariaDB, and two that differ. With
 * {@code -Dfoobar.drills=all} every drill, also those that make a host anew and install everything again, which takes
 * minutes.
 */
@Order(4)
@ResourceLock(SharedSite.MYSQL)
class DrillIT {
    @RegisterExtension
    static final SharedSite SHARED = SharedSite.mysql();

    /** MySQL and MariaDB promote by other statements. */
    private static final Set<String> DIFFERENT = Set.of("promotion", "controller-killed");

    /** They need a certificate ({@code tls_source}). */
    private static final Set<String> CERTIFICATE = Set.of("renewal-fails", "renewal");

    /** They judge every write. On a busy machine one was answered with 502; they have not run since the fix. */
    private static final Set<String> QUIET = Set.of("slow-post", "held-endpoint");

    private static DrillFixture drills;

    @BeforeAll
    static void apply() {
        drills = new DrillFixture(SHARED.applied());
    }

    static Stream<String> names() {
        boolean all = "all".equals(System.getProperty("foobar.drills"));
        return Drills.all().stream().map(Drill::name).filter(name -> all || isForEachRun(name));
    }

    private static boolean isForEachRun(String name) {
        return !CERTIFICATE.contains(name)
                && !QUIET.contains(name)
                && !name.startsWith("rebuild-")
                && (!PromotionIT.DRILLS.contains(name) || DIFFERENT.contains(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void isSurvived(String name) {
        drills.passes(name);
    }
}

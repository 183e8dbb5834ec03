package com.foobar.deploy.site;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The site with Debian's MariaDB. */
@Order(3)
@ResourceLock(SharedSite.MARIADB)
class MariadbStackIT {
    @RegisterExtension
    static final SharedSite SHARED = SharedSite.mariadb();

    @Test
    void appliesOnceAndIsSound() {
        SiteFixture site = SHARED.bare();
        site.applies();
        site.findsNothingToDo();
        site.tool("verify").exits(0);
    }
}

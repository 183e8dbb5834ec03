package com.foobar.deploy.site;

import org.junit.jupiter.api.Test;

/** The site with Debian's MariaDB. */
class MariadbStackIT {
    @Test
    void appliesOnceAndIsSound() {
        try (var site = new SiteFixture("it-mariadb", 26031, "mysql_flavor=mariadb")) {
            site.up();
            site.applies();
            site.findsNothingToDo();
            site.tool("verify").exits(0);
        }
    }
}

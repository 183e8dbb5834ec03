package com.foobar.deploy.module.builtin.databases;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PrivilegePlanTest {
    /** As MariaDB 11.8 knows them for a database, and some that are for the whole server. */
    private static final Set<String> KNOWN =
            Set.of(("SELECT,INSERT,UPDATE,DELETE,CREATE,DROP,REFERENCES,INDEX,ALTER,CREATE TEMPORARY TABLES,LOCK"
                            + " TABLES,EXECUTE,CREATE VIEW,SHOW VIEW,CREATE ROUTINE,ALTER ROUTINE,EVENT,TRIGGER,DELETE"
                            + " HISTORY,SHOW CREATE ROUTINE,RELOAD,SUPER,FILE")
                    .split(","));

    private static final String ON_DATABASE =
            "SELECT,INSERT,UPDATE,DELETE,CREATE,DROP,REFERENCES,INDEX,ALTER,CREATE TEMPORARY TABLES,LOCK"
                    + " TABLES,EXECUTE,CREATE VIEW,SHOW VIEW,CREATE ROUTINE,ALTER ROUTINE,EVENT,TRIGGER,DELETE"
                    + " HISTORY,SHOW CREATE ROUTINE";

    @Test
    void allIsReducedWithoutTakingWhatStays() {
        List<String> statements = reach("shop.*:SELECT,INSERT", "GRANT ALL PRIVILEGES ON `shop`.* TO `a`@`%`");
        assertThat(statements).hasSize(1);
        assertThat(statements.getFirst())
                .startsWith("REVOKE ALTER, ")
                .endsWith(" ON `shop`.* FROM 'a'@'%'")
                .contains(" DELETE,", "SHOW CREATE ROUTINE")
                .doesNotContain("SELECT", "INSERT", "SUPER", "ALL");
    }

    @Test
    void allIsReducedForTheWholeServer() {
        assertThat(reach("*.*:SELECT", "GRANT ALL PRIVILEGES ON *.* TO `a`@`%` WITH GRANT OPTION"))
                .hasSize(2)
                .first()
                .isEqualTo("REVOKE GRANT OPTION ON *.* FROM 'a'@'%'");
        assertThat(reach("*.*:SELECT", "GRANT ALL PRIVILEGES ON *.* TO `a`@`%`").getFirst())
                .contains("SUPER")
                .doesNotContain("SELECT");
    }

    @Test
    void allListedOneByOneIsAll() {
        assertThat(reach("shop.*:" + ON_DATABASE, "GRANT ALL PRIVILEGES ON `shop`.* TO `a`@`%`"))
                .isEmpty();
        assertThat(reach("shop.t:ALL", "GRANT ALL PRIVILEGES ON `shop`.`t` TO `a`@`%`"))
                .isEmpty();
        assertThat(reach("PROCEDURE shop.p:ALL", "GRANT EXECUTE, ALTER ROUTINE ON PROCEDURE `shop`.`p` TO `a`@`%`"))
                .isEmpty();
    }

    @Test
    void whatIsNewIsGrantedBeforeAnythingIsRevoked() {
        assertThat(reach(
                        "shop.*:SELECT/new.*:SELECT",
                        "GRANT DELETE ON `shop`.* TO `a`@`%`",
                        "GRANT DROP ON `old`.* TO `a`@`%`"))
                .containsExactly(
                        "GRANT SELECT ON `shop`.* TO 'a'@'%'",
                        "GRANT SELECT ON `new`.* TO 'a'@'%'",
                        "REVOKE DELETE ON `shop`.* FROM 'a'@'%'",
                        "REVOKE DROP ON `old`.* FROM 'a'@'%'");
    }

    @Test
    void nothingIsWantedOfAll() {
        assertThat(reach("*.*:USAGE", "GRANT ALL PRIVILEGES ON `shop`.* TO `a`@`%`"))
                .containsExactly("REVOKE ALL ON `shop`.* FROM 'a'@'%'");
    }

    @Test
    void columnsStayWhereTheTableGoes() {
        assertThat(reach("shop.t:SELECT (x)", "GRANT SELECT ON `shop`.`t` TO `a`@`%`"))
                .containsExactly(
                        "GRANT SELECT (`x`) ON `shop`.`t` TO 'a'@'%'",
                        "REVOKE SELECT ON `shop`.`t` FROM 'a'@'%'", "GRANT SELECT (`x`) ON `shop`.`t` TO 'a'@'%'");
    }

    @Test
    void appendingAndSubtractingKnowAll() {
        String all = "GRANT ALL PRIVILEGES ON `shop`.* TO `a`@`%`";
        assertThat(texts(plan(all).reach(Grants.desired(Value.of("shop.*:SELECT")), true)))
                .isEmpty();
        assertThat(texts(plan(all).subtract(Grants.desired(Value.of("shop.*:SELECT,GRANT")))))
                .containsExactly("REVOKE SELECT ON `shop`.* FROM 'a'@'%'");
        assertThat(texts(plan("GRANT SELECT, DROP ON `shop`.* TO `a`@`%`")
                        .subtract(Grants.desired(Value.of("shop.*:ALL")))))
                .containsExactly("REVOKE DROP, SELECT ON `shop`.* FROM 'a'@'%'");
    }

    @Test
    void nothingToDoAsksForNoPrivileges() {
        var plan = new PrivilegePlan(
                SqlText.lit("").account("a", "%"),
                Grants.shown("a", List.of("GRANT SELECT ON `my-shop`.* TO `a`@`%`")),
                new PrivilegeSets(() -> {
                    throw new AssertionError("asked");
                }));
        assertThat(plan.reach(Grants.desired(Value.of("my-shop.*:SELECT")), false))
                .isEmpty();
    }

    private static List<String> reach(String wanted, String... shown) {
        return texts(plan(shown).reach(Grants.desired(Value.of(wanted)), false));
    }

    private static PrivilegePlan plan(String... shown) {
        return new PrivilegePlan(
                SqlText.lit("").account("a", "%"),
                Grants.shown("a", List.of(shown)),
                new PrivilegeSets(() -> new TreeSet<>(KNOWN)));
    }

    private static List<String> texts(List<SqlText> statements) {
        return statements.stream().map(SqlText::reveal).toList();
    }
}

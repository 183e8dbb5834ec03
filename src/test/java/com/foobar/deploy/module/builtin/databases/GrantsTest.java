package com.foobar.deploy.module.builtin.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantsTest {
    @Test
    void theArgumentIsReadInBothForms() {
        Grants text =
                Grants.desired(Value.of("shop.*:select, Insert/ *.*:REPLICATION CLIENT/shop.t:SELECT (b,a),GRANT"));
        assertThat(named(text))
                .containsEntry("shop.*", Set.of("SELECT", "INSERT"))
                .containsEntry("*.*", Set.of("BINLOG MONITOR"))
                .containsEntry("shop.t", Set.of("SELECT (a,b)", "GRANT"));
        assertThat(named(Grants.desired(Value.of(Map.of("`shop`.*", Value.of("SELECT,INSERT"))))))
                .containsEntry("shop.*", Set.of("SELECT", "INSERT"));
        assertThatIllegalArgumentException().isThrownBy(() -> Grants.desired(Value.of("shop:SELECT")));
    }

    @Test
    void namesMayHoldWhatPartsThem() {
        assertThat(target("my-shop.*")).isEqualTo(new PrivilegeTarget(PrivilegeTarget.Kind.TABLE, "my-shop", "*"));
        assertThat(target("a.b.*")).isEqualTo(new PrivilegeTarget(PrivilegeTarget.Kind.TABLE, "a.b", "*"));
        assertThat(target("`a.b`.`c/d:e``f`"))
                .isEqualTo(new PrivilegeTarget(PrivilegeTarget.Kind.TABLE, "a.b", "c/d:e`f"));
        assertThat(target("`sh\\_op%`.*").sql().reveal()).isEqualTo("`sh\\_op%`.*");
        assertThat(target("function `s`.`f`").sql().reveal()).isEqualTo("FUNCTION `s`.`f`");
        assertThatIllegalArgumentException().isThrownBy(() -> target("a.b.c"));
        assertThatIllegalArgumentException().isThrownBy(() -> target("a`b.c"));
    }

    @Test
    void shownGrantsAreUnderstood() {
        Grants shown = Grants.shown(
                "a",
                List.of(
                        "GRANT USAGE ON *.* TO `a`@`%`",
                        "GRANT BACKUP_ADMIN,CLONE_ADMIN ON *.* TO `a`@`%` WITH GRANT OPTION",
                        "GRANT SELECT, INSERT (`x`, `y`) ON `sh``op ON x.y TO `.`t.u` TO `a`@`%` WITH GRANT OPTION",
                        "GRANT ALL PRIVILEGES ON `shop`.* TO `a`@`%` IDENTIFIED BY PASSWORD '*AB' REQUIRE SSL",
                        "GRANT EXECUTE ON FUNCTION `shop`.`price` TO `a`@`%`",
                        "GRANT PROXY ON ''@'' TO 'a'@'%' WITH GRANT OPTION",
                        "GRANT SELECT ON `of_a_role`.* TO `reader`",
                        "GRANT `reader`@`%` TO `a`@`%`"));
        assertThat(named(shown))
                .hasSize(4)
                .containsEntry("*.*", Set.of("BACKUP_ADMIN", "CLONE_ADMIN"))
                .containsEntry("sh`op ON x.y TO .t.u", Set.of("SELECT", "INSERT (x,y)", "GRANT"))
                .containsEntry("shop.*", Set.of("ALL"))
                .containsEntry("FUNCTION shop.price", Set.of("EXECUTE"));
    }

    private static Map<String, Set<String>> named(Grants grants) {
        var named = new java.util.HashMap<String, Set<String>>();
        grants.byTarget().forEach((target, privileges) -> named.put(target.toString(), privileges));
        return named;
    }

    private static PrivilegeTarget target(String text) {
        return PrivilegeTarget.of(text);
    }
}

package com.foobar.deploy.module.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantsTest {
    @Test
    void wishesAreReadInBothForms() {
        Grants text =
                Grants.wished(Value.of("shop.*:select, Insert/ *.*:REPLICATION CLIENT/shop.t:SELECT (b,a),GRANT"));
        assertThat(text.byTarget())
                .containsEntry("shop.*", Set.of("SELECT", "INSERT"))
                .containsEntry("*.*", Set.of("BINLOG MONITOR"))
                .containsEntry("shop.t", Set.of("SELECT (a,b)", "GRANT"));
        assertThat(Grants.wished(Value.of(java.util.Map.of("`shop`.*", Value.of("SELECT,INSERT"))))
                        .byTarget())
                .containsEntry("shop.*", Set.of("SELECT", "INSERT"));
        assertThatIllegalArgumentException().isThrownBy(() -> Grants.wished(Value.of("shop:SELECT")));
    }

    @Test
    void shownGrantsAreUnderstood() {
        Grants shown = Grants.shown(List.of(
                "GRANT USAGE ON *.* TO `a`@`%`",
                "GRANT BACKUP_ADMIN,CLONE_ADMIN ON *.* TO `a`@`%` WITH GRANT OPTION",
                "GRANT SELECT, INSERT (`x`, `y`) ON `sh``op`.`t.u` TO `a`@`%` WITH GRANT OPTION",
                "GRANT ALL PRIVILEGES ON `shop`.* TO `a`@`%` IDENTIFIED BY PASSWORD '*AB' REQUIRE SSL",
                "GRANT EXECUTE ON FUNCTION `shop`.`price` TO `a`@`%`",
                "GRANT PROXY ON ''@'' TO 'a'@'%' WITH GRANT OPTION",
                "GRANT `reader`@`%` TO `a`@`%`"));
        assertThat(shown.byTarget())
                .hasSize(4)
                .containsEntry("*.*", Set.of("BACKUP_ADMIN", "CLONE_ADMIN"))
                .containsEntry("shop.t.u", Set.of("SELECT", "INSERT (x,y)", "GRANT"))
                .containsEntry("shop.*", Set.of("ALL"))
                .containsEntry("FUNCTION shop.price", Set.of("EXECUTE"));
    }

    @Test
    void whatLacksAndWhatIsTooMuch() {
        Grants now = Grants.shown(List.of("GRANT SELECT, DELETE ON `shop`.* TO `a`@`%`"));
        assertThat(now.lacking("shop.*", Set.of("SELECT", "INSERT"))).containsExactly("INSERT");
        assertThat(now.beyond("shop.*", Set.of("SELECT", "INSERT"))).containsExactly("DELETE");
        assertThat(now.beyond("shop.*", Set.of("ALL"))).isEmpty();
        assertThat(now.lacking("shop.*", Set.of("ALL"))).containsExactly("ALL");
    }
}

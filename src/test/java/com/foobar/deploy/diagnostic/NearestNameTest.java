package com.foobar.deploy.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("owner", "group", "mode", "state", "src", "web-01", "web-02");

    @ParameterizedTest
    @CsvSource({
        "onwer, owner",
        "ower, owner",
        "ownner, owner",
        "OWNER, owner",
        "mod, mode",
        "mdoe, mode",
        "stat, state",
        "scr, src",
        "web01, web-01",
        "web-20, web-02",
    })
    void findsWhatWasMeant(String given, String meant) {
        assertThat(NearestName.of(given, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"x", "abc", "recurse", "throng", "''"})
    void saysNothingWhereNothingIsNear(String given) {
        assertThat(NearestName.of(given, KNOWN)).isEmpty();
    }

    @Test
    void theFirstOfEquallyNearNamesIsTaken() {
        assertThat(NearestName.of("web-03", KNOWN)).contains("web-01");
    }

    @Test
    void nothingIsKnown() {
        assertThat(NearestName.of("owner", List.of())).isEmpty();
    }
}

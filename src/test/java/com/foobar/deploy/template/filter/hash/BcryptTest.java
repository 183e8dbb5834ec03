package com.foobar.deploy.template.filter.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What libxcrypt's crypt answers. */
class BcryptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret|2b|abcdefghijklmnopqrstuu|4|$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW",
                "''|2a|......................|4|$2a$04$......................w74bL5gU7LSJClZClCa.Pkz14aTv/XO",
                "p\u00e4ssw\u00f6rd|2b|N9qo8uLOickgx2ZMRZoMye|5|$2b$05$N9qo8uLOickgx2ZMRZoMyeJNvAuAcV2WTmV59ERHGA38pEXH3W172",
                "Hello world!|2b|saltsaltsaltsaltsaltsa|6|$2b$06$saltsaltsaltsaltsaltsOHM4tpHhvAh4SzBlvizteXp0LHIeivly",
            })
    void vectors(String password, String ident, String salt, int rounds, String expected) {
        assertThat(new Bcrypt(ident).hash(password, salt, rounds)).isEqualTo(expected);
    }

    @Test
    void whatIsBehind72BytesDoesNotCount() {
        assertThat(new Bcrypt("2y").hash("x".repeat(80), "zzzzzzzzzzzzzzzzzzzzzz", 4))
                .isEqualTo(new Bcrypt("2y").hash("x".repeat(72), "zzzzzzzzzzzzzzzzzzzzzz", 4))
                .isEqualTo("$2y$04$zzzzzzzzzzzzzzzzzzzzzugCNRp6Z/OS/mcJwGjM4wiaD5RxpLHsK");
    }

    @Test
    void whatAnsibleTakesUnasked() {
        var bcrypt = PasswordHash.of("bcrypt", "");
        assertThat(bcrypt.usualRounds()).isEqualTo(12);
        assertThat(bcrypt.hash("x", PasswordHash.randomSalt(bcrypt.usualSalt()), 4))
                .startsWith("$2b$04$")
                .hasSize(60);
    }

    @Test
    void refusals() {
        assertThatThrownBy(() -> PasswordHash.of("bcrypt", "3")).hasMessageContaining("`3` is no mark of bcrypt");
        var bcrypt = PasswordHash.of("blowfish", "2a");
        assertThatThrownBy(() -> bcrypt.hash("x", "short", 4)).hasMessageContaining("22 letters");
        assertThatThrownBy(() -> bcrypt.hash("x", "a".repeat(22), 99)).hasMessageContaining("4 to 31 rounds");
    }
}

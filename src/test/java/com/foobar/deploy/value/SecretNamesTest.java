package com.foobar.deploy.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "db_password",
                "ansible_become_pass",
                "apiToken",
                "api_token",
                "client_secret",
                "secret_key",
                "passphrase",
                "DB_PASSWORD",
                "secrets"
            })
    void saySo(String name) {
        assertThat(SecretNames.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password_file",
                "token_ttl",
                "password_length",
                "update_password",
                "secretary",
                "tokenizer",
                "compass",
                "pass",
                "name",
                "bypass_path",
                "ask_password"
            })
    void sayNothing(String name) {
        assertThat(SecretNames.isSecret(name)).isFalse();
    }

    @Test
    void numbersBecomeSecretTextsAndTruthStays() {
        assertThat(SecretNames.mark("db_password", Value.of(1234))).hasToString("[secret]");
        assertThat(SecretNames.mark("token", BoolValue.TRUE)).isEqualTo(BoolValue.TRUE);
        assertThat(SecretNames.mark("port", Value.of(1234))).isEqualTo(Value.of(1234));
        assertThat(SecretNames.markTexts(
                        "token", MapValue.EMPTY.with("rc", Value.of(0)).with("stdout", Value.of("x"))))
                .isEqualTo(MapValue.EMPTY.with("rc", Value.of(0)).with("stdout", Value.of("x")))
                .satisfies(value -> assertThat(value.holdsSecret()).isTrue());
    }
}

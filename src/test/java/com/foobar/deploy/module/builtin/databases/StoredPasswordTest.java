package com.foobar.deploy.module.builtin.databases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StoredPasswordTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As {@code openssl passwd -5} says. */
    @Test
    void shaCryptAgreesWithOpenssl() {
        assertThat(StoredPassword.shaCrypt(bytes("Hello world!"), bytes("saltstring"), 5000))
                .isEqualTo("5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5");
    }

    @Test
    void nativePasswordsAreHashedTwice() {
        assertThat(StoredPassword.nativeHash("secret")).isEqualTo("*14E65567ABDB5135D0CFD9A70B3032C179A49EE7");
        var stored = new StoredPassword("mysql_native_password", bytes("*14e65567abdb5135d0cfd9a70b3032c179a49ee7"));
        assertThat(stored.is("secret")).isTrue();
        assertThat(stored.is("Secret")).isFalse();
        assertThat(stored.is("")).isFalse();
    }

    @Test
    void cachingSha2KeepsItsSaltInFrontOfTheHash() {
        String salt = "01234567890123456789";
        String hash = StoredPassword.shaCrypt(bytes("secret"), bytes(salt), 5000);
        var stored = new StoredPassword("caching_sha2_password", bytes("$A$005$" + salt + hash));
        assertThat(stored.is("secret")).isTrue();
        assertThat(stored.is("other")).isFalse();
        assertThat(new StoredPassword("caching_sha2_password", bytes("$A$")).is("secret"))
                .isFalse();
    }

    @Test
    void anotherPluginCannotBeCompared() {
        assertThat(new StoredPassword("auth_socket", bytes("")).is("secret")).isFalse();
        assertThat(new StoredPassword("auth_socket", bytes("")).is("")).isTrue();
    }
}

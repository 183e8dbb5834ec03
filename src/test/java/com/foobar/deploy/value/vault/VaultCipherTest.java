package com.foobar.deploy.value.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelopes among the fixtures were made by ansible-vault of ansible-core 2.14. */
class VaultCipherTest {
    private static final Place PLACE = new Place("secrets.yml", 3, 7);
    private static final Secret PASSWORD = new Secret("correct horse battery");

    @ParameterizedTest
    @CsvSource({
        "one-one.yml, correct horse battery, clear.yml",
        "one-two.yml, pässwörd, clear.yml",
        "block.vault, correct horse battery, block.txt"
    })
    void decryptsWhatAnsibleVaultWrites(String envelope, String password, String clear) {
        assertThat(VaultCipher.decrypt(VaultFixture.text(envelope), new Secret(password), PLACE))
                .hasValueSatisfying(bytes ->
                        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(VaultFixture.text(clear)));
    }

    @ParameterizedTest
    @CsvSource({
        "one-one.yml, correct horse battery, clear.yml, default",
        "one-two.yml, pässwörd, clear.yml, prod",
        "block.vault, correct horse battery, block.txt,"
    })
    void withTheSameSaltEncryptsToTheSameText(String envelope, String password, String clear, String id) {
        byte[] salt = VaultEnvelope.parse(VaultFixture.text(envelope), PLACE).salt();
        byte[] text = VaultFixture.text(clear).getBytes(StandardCharsets.UTF_8);

        assertThat(VaultCipher.encrypt(text, new Secret(password), Optional.ofNullable(id), salt))
                .isEqualTo(VaultFixture.text(envelope));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 5000})
    void readsWhatItWrites(int length) {
        byte[] clear = "x".repeat(length).getBytes(StandardCharsets.UTF_8);

        String first = VaultCipher.encrypt(clear, PASSWORD, Optional.empty());
        String second = VaultCipher.encrypt(clear, PASSWORD, Optional.empty());

        assertThat(first).isNotEqualTo(second);
        assertThat(first.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(VaultCipher.decrypt(first, PASSWORD, PLACE)).contains(clear);
    }

    @Test
    void anotherPasswordDoesNotFit() {
        assertThat(VaultCipher.decrypt(VaultFixture.text("one-one.yml"), new Secret("wrong"), PLACE))
                .isEmpty();
    }

    @Test
    void aChangedCiphertextDoesNotFit() {
        VaultEnvelope envelope = VaultEnvelope.parse(VaultFixture.text("one-one.yml"), PLACE);
        envelope.ciphertext()[0] ^= 1;

        assertThat(VaultCipher.decrypt(envelope.format(), PASSWORD, PLACE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        db_password: x                         | it does not start with `$ANSIBLE_VAULT;`
        $ANSIBLE_VAULT;1.0;AES                 | its header is not `$ANSIBLE_VAULT;1.1;AES256` or `$ANSIBLE_VAULT;1.2;AES256;ID`
        $ANSIBLE_VAULT;1.0;AES256              | its format is 1.0, not 1.1 or 1.2
        $ANSIBLE_VAULT;1.1;AES256              | salt, HMAC and ciphertext are not all there
        $ANSIBLE_VAULT;1.1;AES256~3330         | salt, HMAC and ciphertext are not all there
        $ANSIBLE_VAULT;1.1;AES256~333          | its body is not hexadecimal
        $ANSIBLE_VAULT;1.1;AES256~33xx         | its body is not hexadecimal
        $ANSIBLE_VAULT;1.1;AES256~300a30300a3030 | its salt is not hexadecimal
        """)
    void damageIsToldFromAWrongPassword(String text, String why) {
        Diagnostic diagnostic = catchThrowableOfType(
                        DeployException.class, () -> VaultCipher.decrypt(text.replace('~', '\n'), PASSWORD, PLACE))
                .diagnostic();

        assertThat(diagnostic.code()).isEqualTo(ErrorCode.VAULT_FORMAT);
        assertThat(diagnostic.message()).isEqualTo("the encrypted text is damaged: " + why);
        assertThat(diagnostic.place()).contains(PLACE);
    }
}

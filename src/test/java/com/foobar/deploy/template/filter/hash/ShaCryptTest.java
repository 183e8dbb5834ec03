package com.foobar.deploy.template.filter.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors are the specification's, and glibc's answers for some more. */
class ShaCryptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHA512|Hello world!|saltstring|5000|$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJ"
                        + "uesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
                "SHA512|Hello world!|saltstringsaltstring|10000|$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeX"
                        + "bDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.",
                "SHA512|geheim|ab|1000|$6$rounds=1000$ab$.1smtVNJkPub9HnHgb1mgZpjLiz4i3KU74ObJn9ql64/8Ypm1Eam9CI2pMdG2"
                        + "DT83M4GSs3h3m2uyro5oqqxv/",
                "SHA512|''|x./|5000|$6$x./$.XNEf0FoJiMEZNfDdKSjlnC7M79NGho0A0RKn2FITdZaNl6TdFAOgdf3U3fcV7peYHwDSvMRNaiK"
                        + "Iqf5fLks20",
                "SHA256|Hello world!|saltstring|5000|$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
                "SHA256|p\u00e4ssw\u00f6rd|saltsalt|1001|$5$rounds=1001$saltsalt$XklNr09S8ko/gD8NnbLIx9kLYIC04WsvQpGXq8"
                        + "6MEa.",
            })
    void vectors(ShaCrypt crypt, String password, String salt, int rounds, String expected) {
        assertThat(crypt.hash(password, salt, rounds)).isEqualTo(expected);
    }

    @Test
    void aPasswordLongerThanTheDigest() {
        assertThat(ShaCrypt.SHA512.hash("x".repeat(100), "abcdefgh", 1000))
                .isEqualTo("$6$rounds=1000$abcdefgh$K3x5CXH8OTTi.sWIbVSxMT8iAmHJzCEAp/TDQm.uUakl6kfaDFKzb.BaQRuBg/17gKM"
                        + "hJGKOUqDsgplhfWSxJ/");
    }

    @Test
    void aSaltHasTheAlphabetOfCrypt() {
        assertThatThrownBy(() -> ShaCrypt.SHA512.hash("x", "a$b", 5000))
                .hasMessage("a salt consists of letters, digits, `.` and `/`");
        assertThat(PasswordHash.randomSalt(8)).matches("[./0-9A-Za-z]{8}");
    }

    @Test
    void unknownWays() {
        assertThatThrownBy(() -> ShaCrypt.of("des"))
                .hasMessage("`des` is no way to hash a password here; there are bcrypt, sha256 and sha512");
    }
}

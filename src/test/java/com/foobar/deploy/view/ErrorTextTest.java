package com.foobar.deploy.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorTextTest {
    @TempDir
    Path folder;

    @Test
    void showsThePlaceTheLinesAndWhatToTry() throws IOException {
        Path file = folder.resolve("main.yml");
        Files.writeString(file, "- name: motd\n  template:\n    onwer: root\n");
        var diagnostic = Diagnostic.of(ErrorCode.UNKNOWN_ARGUMENT, "module `template` has no argument `onwer`")
                .at(new Place(file.toString(), 3, 5))
                .suggest("onwer", List.of("owner", "group"));
        assertThat(ErrorText.of(diagnostic, Style.PLAIN)).isEqualTo("""
            error[FD0401]: module `template` has no argument `onwer`
              --> %s:3:5
              1 | - name: motd
              2 |   template:
              3 |     onwer: root
                      ^
              help: did you mean `owner`?
            """.formatted(file));
    }

    @Test
    void nothingOfAnEncryptedFileIsShown() throws IOException {
        Path file = folder.resolve("vault.yml");
        Files.writeString(file, "$ANSIBLE_VAULT;1.1;AES256\n6162636465\n");
        var diagnostic =
                Diagnostic.of(ErrorCode.UNDEFINED_VARIABLE, "`x` is undefined").at(new Place(file.toString(), 2, 1));
        assertThat(ErrorText.of(diagnostic, Style.PLAIN)).doesNotContain("6162636465");
    }
}

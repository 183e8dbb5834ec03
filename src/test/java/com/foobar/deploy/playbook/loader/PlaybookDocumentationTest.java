package com.foobar.deploy.playbook.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlaybookDocumentationTest {
    @Test
    void namesEveryKeywordAndLoop() throws IOException {
        String page = Files.readString(Path.of("docs/playbooks.md"));

        assertThat(KeywordTable.all()).allSatisfy(keyword -> assertThat(page).contains("`" + keyword.name() + "`"));
        assertThat(LoopReader.LOOKUPS)
                .allSatisfy(lookup ->
                        assertThat(page.substring(page.indexOf("## Loops"))).contains("`" + lookup + "`"));
        assertThat(FileStatement.values())
                .allSatisfy(statement -> assertThat(page).contains("`" + statement.title()));
    }
}

package com.foobar.deploy.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.UnansweredException;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerBookTest {
    private static final FileQuestion MOTD = FileQuestion.hash("/etc/motd");
    private static final FileQuestion OTHER = FileQuestion.hash("/srv/other");

    private final Places places = new Places();
    private final PlannedEffects effects = new PlannedEffects(places);
    private final AnswerBook book = new AnswerBook(effects, places);

    @Test
    void whatWasNotAskedIsSaid() {
        assertThatThrownBy(() -> book.to(MOTD))
                .isInstanceOfSatisfying(
                        UnansweredException.class,
                        missing -> assertThat(missing.questions()).containsExactly(MOTD));
    }

    @Test
    void aChangeDropsWhatItTouchedAndNothingElse() {
        book.store(Map.of(MOTD, FileState.MISSING, OTHER, FileState.MISSING));
        book.drop(places.after(Touched.paths("/etc/motd")));
        assertThat(book.knows(MOTD)).isFalse();
        assertThat(book.knows(OTHER)).isTrue();
    }

    @Test
    void aChangeBelowAFolderDropsTheFolder() {
        FileQuestion folder = FileQuestion.attributes("/etc");
        book.store(Map.of(folder, FileState.MISSING));
        book.drop(places.after(Touched.paths("/etc/motd")));
        assertThat(book.knows(folder)).isFalse();
    }

    @Test
    void aPlanKeepsAnswersAndDoubtsThem() {
        book.store(Map.of(MOTD, FileState.MISSING, OTHER, FileState.MISSING));
        ScriptChange change = ScriptChange.of("install nginx", ShellText.EMPTY, Touched.topics(Topic.FILE))
                .expecting(MOTD, FileState.MISSING);
        effects.add(change, change.doubts(), "install nginx");
        assertThat(book.doubtOf(OTHER)).contains("install nginx");
        assertThat(book.doubtOf(MOTD)).isEmpty();
        assertThat(book.doubtOf(FileQuestion.hash("/asked/later"))).contains("install nginx");
    }

    @Test
    void aRecordingTellsWhichAnswersWereUsed() {
        book.store(Map.of(MOTD, FileState.MISSING, OTHER, FileState.MISSING));
        var recording = book.recording();
        recording.to(MOTD);
        assertThat(recording.used()).containsExactly(MOTD);
    }
}

package com.foobar.deploy.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.record.RecordedRun.End;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records of runs on the disk. */
class RunsFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir
    Path home;

    private RunsFolder runs;
    private final List<String> trouble = new ArrayList<>();

    @BeforeEach
    void makeFolder() {
        runs = new RunsFolder(home);
    }

    private RunRecorder recorder(String command, int keep) {
        RunOptions plain = RunOptions.of(Path.of("site.yml"), List.of("hosts.yml"));
        var options = new RunOptions(
                plain.playbook(),
                plain.inventorySources(),
                plain.selection(),
                Map.of("password", Value.of("not-recorded")),
                plain.mode(),
                plain.login(),
                plain.lockOwner(),
                home);
        return new RunRecorder(new RunRecorder.Subject(options, command, "1.0"), keep, () -> NOW, trouble::add);
    }

    private void record(String command, Event... events) {
        try (RunRecorder recorder = recorder(command, RunsFolder.KEPT)) {
            recorder.accept(new Event.RunStarted("site.yml", false));
            for (Event event : events) {
                recorder.accept(event);
            }
        }
    }

    private static Event unreachable() {
        return new Event.Unreachable("web", Diagnostic.of(ErrorCode.HOST_TIMEOUT, "it does not answer"));
    }

    @Test
    void runsOfOneMomentHaveIdsOfTheirOwn() {
        record("apply");
        record("apply");

        assertThat(runs.ids()).containsExactly("20261130-120000-000", "20261130-120000-001");
        assertThat(runs.all()).extracting(RecordedRun::id).isEqualTo(runs.ids().reversed());
    }

    @Test
    void aRecordIsForItsOwnerAloneAndHoldsNoValuesOfExtraVariables() throws IOException {
        record("apply");
        RecordedRun run = runs.run(runs.ids().getFirst());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.eventsFile())))
                .isEqualTo("rw-------");
        assertThat(run.description().extraVars()).containsExactly("password");
        assertThat(Files.readString(run.folder().resolve("run.json"))).doesNotContain("not-recorded");
    }

    @Test
    void aRunWithoutARecapWasCutOff() {
        record("apply", unreachable());

        assertThat(runs.run(runs.ids().getFirst()).outcome().end()).isEqualTo(End.CUT_OFF);
    }

    @Test
    void theOldestAreForgotten() {
        for (int i = 0; i < 3; i++) {
            try (RunRecorder recorder = recorder("apply", 2)) {
                recorder.accept(new Event.RunStarted("site.yml", false));
            }
        }

        assertThat(runs.ids()).containsExactly("20261130-120000-001", "20261130-120000-002");
    }

    @Test
    void aRunWithoutEventsLeavesNoRecord() {
        recorder("apply", 2).close();

        assertThat(runs.ids()).isEmpty();
    }

    @Test
    void aBeginningOfAnIdIsEnoughWhereOneRunHasIt() {
        record("apply");
        assertThat(runs.run("20261130").id()).isEqualTo("20261130-120000-000");
        record("apply");
        assertThatThrownBy(() -> runs.run("20261130")).hasMessageContaining("no recorded run is called `20261130`");
    }

    @Test
    void theLastApplyIsNoPlanAndNoneOfAnotherPlaybook() {
        record("apply");
        record("plan");

        assertThat(runs.lastApply(Optional.empty()))
                .hasValueSatisfying(run -> assertThat(run.id()).endsWith("-000"));
        assertThat(runs.lastApply(Optional.of(Path.of("site.yml")))).isPresent();
        assertThat(runs.lastApply(Optional.of(Path.of("other.yml")))).isEmpty();
    }

    @Test
    void aRecordThatCannotBeUnderstoodIsLeftOut() throws IOException {
        record("apply");
        Files.writeString(runs.run(runs.ids().getFirst()).folder().resolve("run.json"), "{");

        assertThat(runs.all()).isEmpty();
    }

    @Test
    void aRecordThatCannotBeKeptEndsWithAWordAndNotTheRun() throws IOException {
        Files.writeString(home.resolve("runs"), "in the way");
        record("apply", unreachable());

        assertThat(trouble).singleElement().asString().startsWith("the record of this run ends here: ");
    }

    @Test
    void aDescriptionIsReadAsItWasWritten() {
        record("apply");
        RunDescription written = runs.run(runs.ids().getFirst()).description();

        assertThat(RunDescription.parse(written.json())).contains(written);
        assertThat(RunDescription.parse("[]")).isEmpty();
    }
}

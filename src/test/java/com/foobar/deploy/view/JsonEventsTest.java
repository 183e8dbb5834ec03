package com.foobar.deploy.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Recap;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.event.json.EventLine;
import com.foobar.deploy.engine.event.json.JsonEvents;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonEventsTest {
    private static final String TIME = ",\"time\":\"2026-11-23T04:05:06.789Z\"}";
    private static final String TASK =
            "{\"title\":\"nginx : site\",\"name\":\"site\",\"module\":\"copy\",\"role\":\"nginx\","
                    + "\"handler\":false,\"place\":{\"file\":\"roles/nginx/tasks/main.yml\",\"line\":3,\"column\":7}}";

    private final JsonEvents json = new JsonEvents(() -> Instant.parse("2026-11-23T04:05:06.789123Z"));
    private final Event.TaskName task = Events.task("nginx", "site");

    @Test
    void theFirstLineTellsTheFormat() {
        assertThat(json.version("0.1.0"))
                .isEqualTo("{\"type\":\"version\",\"format\":\"1.0\",\"tool\":\"0.1.0\"" + TIME);
    }

    @Test
    void aResultTellsWhatWasDoneAndItsDifference() {
        TaskOutcome outcome = Events.with(
                Events.outcome(Status.CHANGED, "", "write /etc/site"), Diff.text("/etc/site", "a\nb\n", "a\nc\nd\n"));
        assertThat(json.line(Events.finished(task, "web-01", outcome)))
                .isEqualTo("{\"type\":\"result\",\"host\":\"web-01\",\"task\":" + TASK
                        + ",\"status\":\"changed\",\"changes\":[\"write /etc/site\"],"
                        + "\"diff\":{\"header\":\"/etc/site\",\"added\":2,\"removed\":1,\"unified\":"
                        + "\"--- /etc/site (before)\\n+++ /etc/site (after)\\n@@ -1,2 +1,3 @@\\n a\\n-b\\n+c\\n+d\"},"
                        + "\"result\":{\"changed\":true}" + TIME);
    }

    @Test
    void secretsAreMaskedWhereverTheyAre() {
        Value secret = TextValue.secret("canary");
        TaskOutcome outcome = Events.with(
                Events.with(
                        Events.outcome(Status.CHANGED, ""),
                        MapValue.ofStrings(Map.of(
                                "list", Value.of(List.of(secret)), "db_password", Value.of("canary"), "n", secret))),
                new Diff("/etc/key", Value.of(""), secret));
        String line = json.line(Events.finished(task, "web-01", outcome));
        assertThat(line)
                .doesNotContain("canary")
                .contains("\"db_password\":\"[secret]\"", "\"diff\":{\"header\":\"/etc/key\",\"secret\":true}");
        assertThat(json.line(new Event.Said("web-01", secret))).doesNotContain("canary");
        assertThat(json.line(new Event.HostVariables(
                        "web-01",
                        Map.of(
                                "api_token",
                                new Variable(
                                        Value.of("canary"),
                                        Precedence.INVENTORY_HOST_VARS,
                                        new Place("hosts", 3, 1))))))
                .isEqualTo("{\"type\":\"variables\",\"host\":\"web-01\",\"variables\":{\"api_token\":"
                        + "{\"value\":\"[secret]\",\"level\":\"inventory host vars\","
                        + "\"place\":{\"file\":\"hosts\",\"line\":3,\"column\":1}}}" + TIME);
    }

    @Test
    void ofACensoredResultOnlyTheStatusIsTold() {
        TaskOutcome outcome = Events.failed(Status.FAILED, Diagnostic.of(ErrorCode.TASK_FAILED, "canary is wrong"));
        assertThat(json.line(new Event.TaskFinished(task, "web-01", outcome, true)))
                .isEqualTo("{\"type\":\"result\",\"host\":\"web-01\",\"task\":" + TASK
                        + ",\"status\":\"failed\",\"censored\":true,\"error\":{\"code\":\"FD0801\","
                        + "\"message\":\"the task failed; its result is hidden by no_log\",\"advice\":[]}" + TIME);
    }

    @Test
    void aLoopTellsItsRounds() {
        TaskOutcome round = Events.outcome(Status.OK, "unchanged");
        TaskOutcome item = new TaskOutcome(
                Status.OK,
                round.result(),
                new TaskOutcome.Explanation(round.reason(), List.of(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.of(Value.of("a")),
                List.of(),
                List.of());
        TaskOutcome loop = new TaskOutcome(
                Status.OK,
                MapValue.EMPTY,
                new TaskOutcome.Explanation("", List.of(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(item));
        assertThat(json.line(Events.finished(task, "web-01", loop)))
                .contains("\"status\":\"ok\",\"items\":[{\"status\":\"ok\",\"item\":\"a\",\"reason\":\"unchanged\","
                        + "\"result\":{\"changed\":false}}],\"time\"");
    }

    @Test
    void aLineIsPureAsciiAndHoldsNothingThatJsonDoesNotHave() {
        TaskOutcome outcome = Events.with(
                Events.outcome(Status.OK, "grün\u001b[2J"),
                MapValue.ofStrings(Map.of(
                        "nan", Value.of(Double.NaN),
                        "lines", Value.of(java.util.Collections.nCopies(1_002, Value.of(1))),
                        "long", Value.of("x".repeat(70_000)))));
        String line = json.line(Events.finished(task, "web-01", outcome));
        assertThat(line)
                .matches("[ -~]+")
                .contains("gr\\u00fcn\\u001b[2J", "\"NaN\"", "... (4464 characters more)", ",1,\"... (2 items more)\"]")
                .hasSizeLessThan(69_000);
    }

    @Test
    void whatWasWrittenReadsBack() {
        EventLine recap = EventLine.parse(
                        json.line(new Event.RunFinished(Map.of("web-01", new Recap(1, 2, 0, 0, 0, 0, 0, 0, 0)), 1500)))
                .orElseThrow();
        assertThat(recap.type()).isEqualTo("recap");
        assertThat(recap.number("milliseconds")).isEqualTo(1500);
        assertThat(recap.time()).contains(Instant.parse("2026-11-23T04:05:06.789Z"));
        assertThat(recap.hosts()).containsOnlyKeys("web-01");

        EventLine start = EventLine.parse(json.line(new Event.HostStarted(task, "web-01")))
                .orElseThrow();
        assertThat(start.host()).isEqualTo("web-01");
        assertThat(start.task()).isEqualTo("nginx : site");
    }

    @Test
    void whatIsNoEventReadsAsNone() {
        assertThat(EventLine.parse("{\"type\":\"resu")).isEmpty();
        assertThat(EventLine.parse("[]")).isEmpty();
        assertThat(EventLine.parse("{\"type\":3}")).isEmpty();
    }
}

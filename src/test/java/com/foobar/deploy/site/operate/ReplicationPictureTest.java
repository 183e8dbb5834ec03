package com.foobar.deploy.site.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said about the databases, from the rows that their hosts give. */
class ReplicationPictureTest {
    private static final List<String> HOSTS = List.of("db-1", "db-2");

    private final ReplicationPicture picture = new ReplicationPicture();

    @Test
    void aPrimaryAndAReplicaThatFollowsItAreWell() {
        server("db-1", Map.of("open", true));
        server("db-2", follower());
        route("web-1", "db-1", "db-2");

        assertThat(picture.findings(HOSTS)).isEmpty();
        assertThat(ReplicationScreen.text(picture, HOSTS))
                .contains("db-1         primary       yes", "db-2         replica       no      db-1         ON")
                .contains("web-1 writes to db-1 and reads from db-2")
                .endsWith("all is well\n");
    }

    @Test
    void twoOpenServersAreNamed() {
        server("db-1", Map.of("open", true));
        server("db-2", Map.of("open", true));

        assertThat(picture.findings(HOSTS)).containsExactly("db-1 and db-2 can all be written to");
    }

    @Test
    void aReplicaThatStoppedOrIsLateIsNamedWithItsError() {
        server("db-1", Map.of("open", true));
        server("db-2", with(follower(), "applier", "OFF", "error", "Duplicate entry", "behind", 31));

        assertThat(picture.findings(HOSTS))
                .containsExactly(
                        "db-2 does not replicate: receiver ON, applier OFF: Duplicate entry", "db-2 is 31 s behind");
    }

    @Test
    void errantTransactionsAreAReasonToReseed() {
        server("db-1", Map.of("open", true));
        server("db-2", with(follower(), "errant", "uuid:1-2"));

        assertThat(picture.findings(HOSTS))
                .containsExactly("db-2 has transactions that its source lacks: uuid:1-2;"
                        + " `foobar-deploy reseed db-2` archives them");
    }

    @Test
    void aPromotionThatWasCutOffIsToBeRunAgain() {
        server("db-1", with(follower(), "source", "db-2"));
        server("db-2", with(follower(), "open", true, "applier", "OFF"));

        assertThat(picture.findings(HOSTS))
                .containsExactly("db-2 is open and does not follow db-1 any more: its promotion was cut off,"
                        + " `foobar-deploy promote db-2` ends it");
    }

    @Test
    void whereNoServerIsOpenOneIsToBePromoted() {
        server("db-1", Map.of("open", false));
        server("db-2", follower());

        assertThat(picture.findings(HOSTS))
                .containsExactly(
                        "no server can be written to",
                        "db-1 is closed and follows no server: `foobar-deploy promote db-1`");
    }

    @Test
    void aHostThatIsOutOfReachAndOneThatSaidNothingAreToldApart() {
        picture.accept(
                new Event.Unreachable("db-1", Diagnostic.of(ErrorCode.HOST_TIMEOUT, "it does not answer within 10 s")));

        assertThat(picture.findings(HOSTS))
                .containsExactly(
                        "no server can be written to",
                        "db-1 does not answer: it does not answer within 10 s",
                        "db-2 does not answer: it could not be asked");
        assertThat(ReplicationScreen.text(picture, HOSTS)).contains("db-1         unknown       ?");
    }

    @Test
    void aRouterThatLeadsElsewhereIsNamed() {
        server("db-1", Map.of("open", true));
        server("db-2", follower());
        route("web-1", "db-2", "db-2");
        route("web-2", "", "db-2");

        assertThat(picture.findings(HOSTS))
                .containsExactly("web-1 sends what is written to db-2", "web-2 sends what is written to nobody");
    }

    private static Map<String, Object> follower() {
        return Map.of("source", "db-1", "receiver", "ON", "applier", "ON", "behind", 0);
    }

    private static Map<String, Object> with(Map<String, Object> row, Object... changes) {
        var all = new LinkedHashMap<>(row);
        for (int i = 0; i < changes.length; i += 2) {
            all.put((String) changes[i], changes[i + 1]);
        }
        return all;
    }

    private void server(String host, Map<String, ?> row) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("answers", Value.of(true));
        fields.put("version", Value.of("9.7"));
        row.forEach((name, value) -> fields.put(name, value(value)));
        found(host, "replication_row", MapValue.ofStrings(fields));
    }

    private void route(String host, String write, String read) {
        found(host, "routes_row", MapValue.ofStrings(Map.of("write", Value.of(write), "read", Value.of(read))));
    }

    private void found(String host, String fact, MapValue row) {
        var task = new Event.TaskName("Tell", "set_fact", Optional.of("mysql"), false, new Place("status.yml", 1, 1));
        var facts = MapValue.ofStrings(Map.of("ansible_facts", MapValue.ofStrings(Map.of(fact, row))));
        picture.accept(new Event.TaskFinished(task, host, TaskOutcome.of(Status.OK, facts, ""), false));
    }

    private static Value value(Object of) {
        return switch (of) {
            case Boolean flag -> Value.of(flag);
            case Integer number -> Value.of(number);
            default -> Value.of(String.valueOf(of));
        };
    }
}

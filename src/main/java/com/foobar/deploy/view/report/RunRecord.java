package com.foobar.deploy.view.report;

import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a run that was recorded.
 *
 * @param hosts in the order of the plays
 * @param variables of each host, by name
 * @param recap of each host, empty where the run did not come to its end
 */
public record RunRecord(
        Head head,
        List<String> hosts,
        List<TaskRun> tasks,
        List<Result> results,
        Map<String, Value> recap,
        Map<String, MapValue> variables,
        List<Check> checks,
        List<String> warnings) {
    /** @param start empty, like the end, where nothing was recorded */
    public record Head(
            String tool,
            String playbook,
            boolean check,
            boolean interrupted,
            Optional<Instant> start,
            Optional<Instant> end) {}

    /** A task that was begun; one that runs twice is two. */
    public record TaskRun(int number, String play, String title, String module, boolean handler, String place) {}

    /** @param fields as docs/json.md lists them for a {@code result} */
    public record Result(TaskRun task, String host, String status, Instant start, Instant end, MapValue fields) {
        public Duration time() {
            return Duration.between(start, end);
        }

        public boolean bad() {
            return status.equals("failed") || status.equals("unreachable");
        }
    }

    /** @param failure empty where the check passed */
    public record Check(String area, String check, String host, String failure) {}
}

package com.foobar.deploy.view;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Recap;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A run told to a view, with the time in the test's hand and pictures taken on the way. */
final class Scene {
    static final Event.TaskName PACKAGE = Events.task("nginx", "package");
    static final Event.TaskName SITE = Events.task("nginx", "site");
    static final Event.TaskName RELOAD = Events.handler("nginx", "reload");

    private final StringWriter written = new StringWriter();
    private final StringBuilder pictures = new StringBuilder();
    private final TerminalGrid grid;
    private final List<String> hosts;
    private Event.Sink view = event -> {};
    private Runnable tick = () -> {};
    private long now;
    private int seen;

    Scene(int columns, int rows, int hostCount) {
        this.grid = new TerminalGrid(columns, rows);
        this.hosts = IntStream.rangeClosed(1, hostCount)
                .mapToObj("web-%02d"::formatted)
                .toList();
    }

    static Scene live(int columns, int rows, int hostCount, Style style) {
        var scene = new Scene(columns, rows, hostCount);
        var view = new LiveView(
                new PrintWriter(scene.written),
                style,
                ScreenSize.of(columns, rows),
                0,
                false,
                () -> scene.now,
                Ticker.NONE);
        scene.view = view;
        scene.tick = view::tick;
        return scene;
    }

    static Scene log(int hostCount, int verbosity, boolean diff) {
        var scene = new Scene(200, 1000, hostCount);
        var view = new PlainView(
                new PrintWriter(scene.written), new Style(false, false), verbosity, diff, () -> scene.now, Ticker.NONE);
        scene.view = view;
        scene.tick = view::tick;
        return scene;
    }

    Scene tell(Event event) {
        view.accept(event);
        return this;
    }

    Scene starts(boolean check) {
        return tell(new Event.RunStarted("site.yml", check)).tell(new Event.PlayStarted("web", hosts));
    }

    Scene task(Event.TaskName task) {
        tell(new Event.TaskStarted(task, hosts));
        hosts.forEach(host -> tell(new Event.HostStarted(task, host)));
        return this;
    }

    Scene ends(Event.TaskName task, TaskOutcome outcome) {
        hosts.forEach(host -> tell(Events.finished(task, host, outcome)));
        return this;
    }

    Scene says(Event.TaskName task, int host, String text) {
        return tell(new Event.Output(task, hosts.get(host), text));
    }

    Scene passes(double seconds) {
        now += (long) (seconds * 1e9);
        tick.run();
        return this;
    }

    Scene picture(String title) {
        String all = written.toString();
        grid.write(all.substring(seen));
        seen = all.length();
        pictures.append("=== ").append(title).append('\n').append(grid.text()).append('\n');
        return this;
    }

    Scene recap(Recap recap) {
        var counts = new LinkedHashMap<String, Recap>();
        hosts.forEach(host -> counts.put(host, recap));
        return tell(new Event.RunFinished(counts, now / 1_000_000));
    }

    void matches(String golden) {
        Golden.check(golden, pictures.toString());
    }

    String raw() {
        return written.toString();
    }

    static TaskOutcome written(String path) {
        return Events.with(
                Events.outcome(Status.CHANGED, "", "write " + path),
                Diff.text(path, "listen 80;\nroot /a;\n", "listen 443;\nroot /a;\nssl on;\n"));
    }

    static TaskOutcome secretWritten(String path) {
        return Events.with(
                Events.outcome(Status.CHANGED, "", "write " + path),
                new Diff(path, Value.of(""), TextValue.secret("canary")));
    }

    static TaskOutcome binaryWritten(String path) {
        return Events.with(Events.outcome(Status.CHANGED, "", "write " + path), Diff.text(path, "", "\u0000\u0001ELF"));
    }

    static TaskOutcome printing(String text) {
        return Events.with(
                Events.outcome(Status.CHANGED, "", "run apt-get"),
                MapValue.ofStrings(Map.of("stdout", Value.of(text), "changed", Value.of(true))));
    }

    static TaskOutcome failing(String message) {
        return Events.failed(
                Status.FAILED,
                new Diagnostic(ErrorCode.TASK_FAILED, message, Optional.empty(), List.of("look at the log")));
    }
}

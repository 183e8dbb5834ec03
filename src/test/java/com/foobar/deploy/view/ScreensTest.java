package com.foobar.deploy.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Recap;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.value.Value;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people see, as pictures of a terminal. */
class ScreensTest {
    private static final Style UNICODE = new Style(true, true);
    private static final Style ASCII = new Style(false, false);

    @Test
    void aTerminalShowsBusyHostsBelowAndChangesAbove() {
        Scene.live(80, 24, 3, UNICODE)
                .starts(false)
                .task(Scene.PACKAGE)
                .passes(0.1)
                .picture("what is quick is not shown")
                .says(Scene.PACKAGE, 1, "Reading package lists...\r\nUnpacking nginx\u001b[2J (1.26)...\n")
                .tell(new Event.Transfer("web-03", "write /opt/app.jar", 34_200_000, 120_000_000))
                .passes(11.9)
                .picture("12 seconds later")
                .tell(new Event.Warned("the cache is 40 days old", Optional.empty()))
                .picture("a warning goes above")
                .ends(Scene.PACKAGE, Events.outcome(Status.CHANGED, "", "install nginx"))
                .task(Scene.SITE)
                .ends(Scene.SITE, Events.outcome(Status.OK, "/etc/nginx/site is unchanged"))
                .picture("nothing runs")
                .task(Scene.RELOAD)
                .passes(1)
                .ends(Scene.RELOAD, Scene.failing("nginx: configuration error in line 3"))
                .recap(new Recap(1, 1, 1, 0, 0, 0, 0, 0, 0))
                .picture("the end")
                .matches("terminal");
    }

    @Test
    void aNarrowTerminalCutsLinesAndHosts() {
        Scene.live(40, 10, 12, ASCII)
                .starts(false)
                .task(Scene.PACKAGE)
                .says(Scene.PACKAGE, 0, "Setting up a package with quite a long name\n")
                .passes(65)
                .picture("a minute later")
                .ends(Scene.PACKAGE, Events.outcome(Status.CHANGED, "", "install nginx"))
                .recap(new Recap(0, 1, 0, 0, 0, 0, 0, 0, 0))
                .picture("the end")
                .matches("narrow");
    }

    @Test
    void aLogHasALineForEachTaskAndAHeartbeat() {
        Scene scene = Scene.log(5, 0, false)
                .starts(false)
                .task(Scene.PACKAGE)
                .says(Scene.PACKAGE, 2, "Unpacking nginx\n")
                .passes(29)
                .passes(2)
                .passes(2)
                .ends(Scene.PACKAGE, Events.outcome(Status.OK, "nginx is installed"))
                .task(Scene.SITE)
                .ends(Scene.SITE, Scene.written("/etc/nginx/site"))
                .tell(new Event.Said("web-01", Value.of("hello\u001b[31m")))
                .task(Scene.RELOAD)
                .ends(Scene.RELOAD, Events.outcome(Status.SKIPPED, "reload is false"))
                .recap(new Recap(1, 1, 0, 0, 1, 0, 0, 0, 0))
                .picture("log");
        scene.matches("log");
        assertThat(scene.raw()).doesNotContain("\u001b").matches("[\\x00-\\x7f]*");
    }

    @Test
    void aPlanHasColumnsAndACount() {
        Scene.log(2, 0, true)
                .starts(true)
                .task(Scene.PACKAGE)
                .ends(Scene.PACKAGE, Events.outcome(Status.OK, "nginx is installed"))
                .task(Scene.SITE)
                .ends(Scene.SITE, Scene.written("/etc/nginx/site"))
                .task(Events.task("nginx", "key"))
                .ends(Events.task("nginx", "key"), Scene.secretWritten("/etc/nginx/key"))
                .task(Events.task("nginx", "program"))
                .ends(Events.task("nginx", "program"), Scene.binaryWritten("/usr/local/bin/check"))
                .task(Events.task("nginx", "version"))
                .ends(Events.task("nginx", "version"), Events.outcome(Status.UNKNOWN, "it has run"))
                .task(Scene.RELOAD)
                .ends(Scene.RELOAD, Events.outcome(Status.CONDITIONAL, "nginx : site"))
                .recap(new Recap(1, 3, 0, 0, 0, 0, 0, 1, 1))
                .picture("plan --diff")
                .matches("plan");
    }

    @Test
    void quietShowsFailuresAndTheRecap() {
        Scene.log(2, -1, false)
                .starts(false)
                .task(Scene.SITE)
                .ends(Scene.SITE, Scene.written("/etc/nginx/site"))
                .tell(new Event.Said("web-01", Value.of("hello")))
                .task(Scene.RELOAD)
                .passes(3)
                .ends(Scene.RELOAD, Scene.failing("nginx: configuration error in line 3"))
                .recap(new Recap(0, 1, 1, 0, 0, 0, 0, 0, 0))
                .picture("-q")
                .matches("quiet");
    }

    @Test
    void verboseShowsNoOpsThenCommandsThenWhatTheyPrinted() {
        for (int verbosity = 1; verbosity <= 3; verbosity++) {
            Scene.log(1, verbosity, false)
                    .starts(false)
                    .tell(new Event.Connecting("web-01"))
                    .tell(new Event.FactsGathered(
                            "web-01",
                            Map.of("distribution", Value.of("Debian"), "distribution_version", Value.of("12"))))
                    .task(Scene.SITE)
                    .ends(Scene.SITE, Events.outcome(Status.OK, "/etc/nginx/site is unchanged"))
                    .task(Scene.RELOAD)
                    .ends(Scene.RELOAD, Scene.printing("one\u001b[2J\ntwo\n"))
                    .recap(new Recap(1, 1, 0, 0, 0, 0, 0, 0, 0))
                    .picture("-" + "v".repeat(verbosity))
                    .matches("verbose-" + verbosity);
        }
    }

    @Test
    void manyHostsTakeFewLines() {
        Scene scene = Scene.live(100, 30, 200, UNICODE).starts(false).task(Scene.SITE);
        scene.passes(2).picture("200 hosts at work");
        for (int i = 1; i <= 200; i++) {
            scene.tell(Events.finished(Scene.SITE, "web-%02d".formatted(i), Scene.written("/srv/" + i + "/site")));
        }
        scene.recap(new Recap(0, 1, 0, 0, 0, 0, 0, 0, 0)).picture("the end").matches("many-hosts");
    }

    @Test
    void anInterruptedApplySaysHowToGoOn() {
        Scene.log(1, 0, false)
                .starts(false)
                .task(Scene.PACKAGE)
                .tell(new Event.Interrupted())
                .ends(Scene.PACKAGE, Events.outcome(Status.CHANGED, "", "install nginx"))
                .recap(new Recap(0, 1, 0, 0, 0, 0, 0, 0, 0))
                .picture("interrupted")
                .matches("interrupted");
    }
}

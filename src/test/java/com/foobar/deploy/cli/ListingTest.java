package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.run.StepPrompt;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.engine.event.Event;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --list-...} and {@code --step}. */
class ListingTest {
    @TempDir
    Path folder;

    private CommandLineFixture cli;

    @BeforeEach
    void files() {
        cli = new CommandLineFixture(folder);
        cli.file(
                        "hosts.yml",
                        "all: { children: { web: { hosts: { one: {}, two: {} } }, db: { hosts: { three: {} } } } }\n")
                .file("site.yml", """
                    - name: sites
                      hosts: web
                      tags: site
                      tasks:
                        - { name: first, debug: { msg: x }, tags: [a] }
                        - { name: second, debug: { msg: x } }
                    - hosts: db
                      tasks: [{ debug: { msg: x }, tags: b }]
                    """);
    }

    private CommandLineFixture.Outcome plan(String... more) {
        return run(more).exits(0);
    }

    private CommandLineFixture.Outcome run(String... more) {
        var args = new java.util.ArrayList<>(List.of(
                "plan",
                cli.path("site.yml").toString(),
                "-i",
                cli.path("hosts.yml").toString()));
        args.addAll(List.of(more));
        return cli.run(args.toArray(String[]::new));
    }

    @Test
    void aMistypedNameInTheLimitIsAnError() {
        for (String listing : List.of("--list-hosts", "--list-tasks", "--list-tags")) {
            run(listing, "-l", "web:!typo").exits(2).says("no host and no group is called `typo`");
        }
    }

    @Test
    void tasksWithTheirTags() {
        assertThat(plan("--list-tasks").out()).isEqualTo("""
            play sites  [site]
              first  [a, site]
              second  [site]
            play db
              debug  [b]
            """);
        assertThat(plan("--list-tasks", "-t", "b").out()).contains("debug").doesNotContain("second");
    }

    @Test
    void hostsWithinTheLimit() {
        assertThat(plan("--list-hosts", "-l", "two,db").out()).isEqualTo("""
            play sites  [site]
              host two
            play db
              host three
            """);
    }

    @Test
    void tags() {
        assertThat(plan("--list-tags").out()).isEqualTo("""
            play sites  [site]
              tag a
              tag site
            play db
              tag b
            """);
    }

    @Test
    void stepAsksUntilItNeedNotAnyMore() {
        var answers = new ArrayDeque<>(List.of("what", "y", "", "c"));
        var step = new StepPrompt(_ -> answers.remove());
        var task = new Event.TaskName("a", "debug", Optional.empty(), false, Place.of("site.yml"));
        assertThat(List.of(step.test(task), step.test(task), step.test(task), step.test(task)))
                .containsExactly(true, false, true, true);
        assertThat(answers).isEmpty();
    }

    @Test
    void stepNeedsATerminal() {
        cli.run(
                        "apply",
                        "--step",
                        cli.path("site.yml").toString(),
                        "-y",
                        "-i",
                        cli.path("hosts.yml").toString())
                .exits(2)
                .says("--step asks, and there is no terminal to ask on");
    }
}

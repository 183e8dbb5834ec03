package com.foobar.deploy.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final int ENOUGH = 1000;

    private static Step.Task copy(String name, String dest) {
        return new Step.Task(name, "copy", Yaml.map("dest", dest, "content", "x", "mode", "0600"));
    }

    private static boolean writes(Playbook playbook, String dest) {
        return playbook.allTasks().anyMatch(task -> dest.equals(task.arguments().get("dest")));
    }

    @Test
    void cutsAllThatTheDifferenceDoesNotNeed() {
        Step inner = new Step.Block(
                "B1",
                List.of(copy("T1", "a"), copy("T2", "b").with("when", "x")),
                List.of(copy("T3", "c")),
                List.of(),
                Map.of("when", "y"));
        Step include = new Step.Include("I1", "include_tasks", List.of(inner, copy("T4", "d")), Map.of());
        var playbook = new Playbook(
                7,
                List.of("one", "two"),
                List.of("mkdir d", "touch d/a", "mkdir e"),
                Map.of(),
                List.of(copy("T5", "e"), include, copy("T6", "f")),
                List.of(copy("H1", "g")));

        Playbook shrunk = new Shrinker(it -> writes(it, "b"), ENOUGH).shrink(playbook);

        assertThat(shrunk.steps()).containsExactly(new Step.Task("T2", "copy", Yaml.map("dest", "b")));
        assertThat(shrunk.hosts()).containsExactly("one");
        assertThat(shrunk.start())
                .as("its first line makes what the others need")
                .containsExactly("mkdir d");
    }

    @Test
    void keepsAHandlerThatIsNotified() {
        Step notifying = copy("T1", "a").with("notify", "H1");
        Playbook playbook = GeneratorTest.with(notifying).withHandlers(List.of(copy("H1", "g")));
        Playbook shrunk = new Shrinker(
                        it -> it.steps().anyMatch(step -> step.keywords().containsKey("notify")), ENOUGH)
                .shrink(playbook);
        assertThat(shrunk.handlers()).hasSize(1);
    }

    @Test
    void endsWhenItsAttemptsAreUsedUp() {
        Playbook playbook = GeneratorTest.with(copy("T1", "a"), copy("T2", "b"), copy("T3", "c"));
        assertThat(new Shrinker(_ -> true, 1).shrink(playbook).tasks()).hasSize(2);
    }
}

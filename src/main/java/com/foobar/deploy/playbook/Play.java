package com.foobar.deploy.playbook;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A play with its roles unfolded.
 *
 * @param hosts raw pattern, a text or a list of texts
 * @param keywords the play's own, already in its tasks'
 */
public record Play(
        Optional<Value> name,
        Value hosts,
        Variables variables,
        Execution execution,
        Contents contents,
        Keywords keywords,
        Path folder,
        Place place) {
    /**
     * Where the play's variables come from.
     *
     * @param vars level 12, raw
     * @param files raw; an entry that is a list names alternatives, of which the first that exists is taken
     * @param gatherFacts raw; empty: facts are gathered when something asks for them
     */
    public record Variables(
            Map<String, Value> vars,
            List<Value> files,
            List<VarsPrompt> prompts,
            Optional<Value> gatherFacts,
            Optional<Value> gatherSubset) {
        public Variables {
            files = List.copyOf(files);
            prompts = List.copyOf(prompts);
        }
    }

    /** A question put to the user before the play. */
    public record VarsPrompt(String name, Optional<String> prompt, boolean secret, Optional<Value> fallback) {}

    /** Which hosts run when, and when they stop. */
    public record Execution(
            List<Value> serial,
            String strategy,
            Optional<String> order,
            Optional<Value> maxFailPercentage,
            boolean forceHandlers) {
        public static final Execution PLAIN =
                new Execution(List.of(), "linear", Optional.empty(), Optional.empty(), false);

        public Execution {
            serial = List.copyOf(serial);
        }
    }

    /**
     * The four sections of tasks, handlers run after each pair as in Ansible, and what they refer to.
     *
     * @param roles every role instance of the play in order, dependencies first
     * @param handlers of the roles first, then the play's own: a later one of the same name wins
     */
    public record Contents(
            List<Node> preTasks,
            List<Node> roleTasks,
            List<Node> tasks,
            List<Node> postTasks,
            List<RoleInstance> roles,
            List<TaskNode> handlers) {
        public Contents {
            roles = List.copyOf(roles);
            handlers = List.copyOf(handlers);
        }
    }

    public List<Node> preTasks() {
        return contents.preTasks();
    }

    public List<Node> roleTasks() {
        return contents.roleTasks();
    }

    public List<Node> tasks() {
        return contents.tasks();
    }

    public List<Node> postTasks() {
        return contents.postTasks();
    }

    /** In the order in which they run. */
    public List<List<Node>> sections() {
        return List.of(preTasks(), roleTasks(), tasks(), postTasks());
    }

    /** Every node of the four sections, in the order in which they run. */
    public Stream<Node> nodes() {
        return sections().stream().flatMap(List::stream);
    }

    public List<RoleInstance> roles() {
        return contents.roles();
    }

    public List<TaskNode> handlers() {
        return contents.handlers();
    }

    public Map<String, Value> vars() {
        return variables.vars();
    }

    /** The same play with other task lists; the sections are asked for in the order in which they run. */
    public Play withSections(UnaryOperator<List<Node>> other) {
        return withTasks(
                other.apply(preTasks()), other.apply(roleTasks()), other.apply(tasks()), other.apply(postTasks()));
    }

    /** The same play with other task lists. */
    public Play withTasks(List<Node> preTasks, List<Node> roleTasks, List<Node> tasks, List<Node> postTasks) {
        var others = new Contents(preTasks, roleTasks, tasks, postTasks, roles(), handlers());
        return new Play(name, hosts, variables, execution, others, keywords, folder, place);
    }
}

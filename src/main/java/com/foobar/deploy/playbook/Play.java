package com.foobar.deploy.playbook;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A play with its roles unfolded.
 *
 * @param hosts raw pattern, a text or a list of texts
 * @param vars level 12, raw
 * @param varsFiles raw; an entry that is a list names alternatives, of which the first that exists is taken
 * @param gatherFacts raw; empty: facts are gathered when something asks for them
 * @param preTasks, roleTasks, tasks, postTasks the four sections, handlers run after each pair as in Ansible
 * @param roles every role instance of the play in order, dependencies first
 * @param handlers of the roles first, then the play's own: a later one of the same name wins
 * @param keywords the play's own, already in its tasks'
 */
public record Play(
        Optional<Value> name,
        Value hosts,
        Map<String, Value> vars,
        List<Value> varsFiles,
        List<VarsPrompt> varsPrompt,
        Optional<Value> gatherFacts,
        Optional<Value> gatherSubset,
        List<Value> serial,
        String strategy,
        Optional<Value> maxFailPercentage,
        boolean forceHandlers,
        Optional<String> order,
        List<Node> preTasks,
        List<Node> roleTasks,
        List<Node> tasks,
        List<Node> postTasks,
        List<RoleInstance> roles,
        List<Step> handlers,
        Keywords keywords,
        Path folder,
        Place place) {
    /** The same play with other task lists. */
    public Play withTasks(
            List<Node> newPreTasks, List<Node> newRoleTasks, List<Node> newTasks, List<Node> newPostTasks) {
        return new Play(
                name,
                hosts,
                vars,
                varsFiles,
                varsPrompt,
                gatherFacts,
                gatherSubset,
                serial,
                strategy,
                maxFailPercentage,
                forceHandlers,
                order,
                newPreTasks,
                newRoleTasks,
                newTasks,
                newPostTasks,
                roles,
                handlers,
                keywords,
                folder,
                place);
    }

    /** A question put to the user before the play. */
    public record VarsPrompt(String name, Optional<String> prompt, boolean secret, Optional<Value> fallback) {}
}

package com.foobar.deploy.engine.prepared;

import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.playbook.Block;
import com.foobar.deploy.playbook.Include;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.Task;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is still to come: the rest of a task list, then that of the lists around it, then later plays.
 *
 * @param next index of the first node that is still to come
 */
public record Cursor(
        PlayState play,
        List<Node> nodes,
        int next,
        @Nullable Cursor outer) {
    public Cursor behind(int index) {
        return new Cursor(play, nodes, index + 1, outer);
    }

    public Cursor into(List<Node> inner) {
        return new Cursor(play, inner, 0, this);
    }

    /** Visits the coming tasks in order until the visitor says stop by returning false. */
    public void visit(BiPredicate<PlayState, Task> visitor) {
        for (Cursor at = this; at != null; at = at.outer) {
            for (Node node : at.nodes.subList(Math.min(at.next, at.nodes.size()), at.nodes.size())) {
                if (!visit(at.play, node, visitor)) {
                    return;
                }
            }
        }
    }

    /** A rescue is not to be expected, so its tasks are left out; what an include brings is not known yet. */
    private static boolean visit(PlayState play, Node node, BiPredicate<PlayState, Task> visitor) {
        return switch (node) {
            case Task task -> visitor.test(play, task);
            case Include _ -> true;
            case Block block -> visitAll(play, block.tasks(), visitor) && visitAll(play, block.always(), visitor);
        };
    }

    private static boolean visitAll(PlayState play, List<Node> nodes, BiPredicate<PlayState, Task> visitor) {
        for (Node node : nodes) {
            if (!visit(play, node, visitor)) {
                return false;
            }
        }
        return true;
    }
}

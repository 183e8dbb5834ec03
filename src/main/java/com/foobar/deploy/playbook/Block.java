package com.foobar.deploy.playbook;

import com.foobar.deploy.diagnostic.Place;
import java.util.List;
import java.util.Optional;

/** Tasks with rescue and always. The keywords are already in the tasks'. */
public record Block(
        Optional<String> name, List<Node> tasks, List<Node> rescue, List<Node> always, Keywords keywords, Place place)
        implements Node {
    public Block {
        tasks = List.copyOf(tasks);
        rescue = List.copyOf(rescue);
        always = List.copyOf(always);
    }

    /** The same block with other lists. */
    public Block with(List<Node> newTasks, List<Node> newRescue, List<Node> newAlways) {
        return new Block(name, newTasks, newRescue, newAlways, keywords, place);
    }
}

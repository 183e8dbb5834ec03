package com.foobar.deploy.engine;

import com.foobar.deploy.playbook.Action;
import com.foobar.deploy.playbook.Include;
import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plays of a playbook with the checks of their roles ({@code tasks/verify.yml}) in place of their tasks. */
public final class VerifyPlaybook {
    private VerifyPlaybook() {}

    public static Playbook of(Playbook playbook) {
        return new Playbook(
                playbook.file(),
                playbook.plays().stream()
                        .map(VerifyPlaybook::checks)
                        .filter(play -> !play.roleTasks().isEmpty())
                        .toList());
    }

    private static Play checks(Play play) {
        var nodes = new ArrayList<Node>();
        var seen = new HashSet<String>();
        for (RoleInstance role : play.roles()) {
            if (seen.add(role.name()) && Files.exists(role.folder().resolve("tasks/verify.yml"))) {
                nodes.add(include(play, role));
            }
        }
        return play.withTasks(List.of(), nodes, List.of(), List.of());
    }

    private static Include include(Play play, RoleInstance role) {
        var vars = new LinkedHashMap<>(play.keywords().vars());
        vars.putAll(role.params());
        Keywords own = Keywords.NONE.with(role.when(), vars).inside(play.keywords());
        MapValue arguments =
                MapValue.ofStrings(Map.of("name", Value.of(role.name()), "tasks_from", Value.of("verify")));
        Task task = Task.calling(
                "checks of " + role.name(),
                Action.of("include_role", arguments, play.place()),
                own,
                Task.Origin.inPlay(play.keywords(), play.folder(), play.place()));
        return new Include(
                task,
                Include.Kind.ROLE,
                Value.of(role.name()),
                Map.of("tasks", Value.of("verify")),
                Include.Applied.NOTHING,
                RoleInstance.Audience.NOBODY_ELSE);
    }
}

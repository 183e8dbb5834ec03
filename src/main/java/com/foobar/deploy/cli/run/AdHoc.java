package com.foobar.deploy.cli.run;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.playbook.Action;
import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A play of one task, made of a command line instead of a file. */
public final class AdHoc {
    private static final Place PLACE = Place.of("<command line>");
    private static final Path FOLDER = Path.of("").toAbsolutePath();

    private static final Keywords IN_PLANS = Keywords.NONE.with(Keywords.Name.CHECK_MODE, Value.of(false));

    private AdHoc() {}

    static Playbook of(String pattern, String module, MapValue arguments) {
        return of(pattern, module, arguments, Keywords.NONE);
    }

    /** A task that runs in a plan too, and takes no lock there. */
    public static Playbook inPlans(String pattern, String module, MapValue arguments) {
        return of(pattern, module, arguments, IN_PLANS);
    }

    private static Playbook of(String pattern, String module, MapValue arguments, Keywords keywords) {
        Task.Origin origin = Task.Origin.inPlay(Keywords.NONE, FOLDER, PLACE);
        Task task = Task.calling(module, Action.of(module, arguments, PLACE), keywords, origin);
        var play = new Play(
                Optional.empty(),
                Value.of(pattern),
                new Play.Variables(Map.of(), List.of(), List.of(), Optional.of(Value.of(false)), Optional.empty()),
                Play.Execution.PLAIN,
                new Play.Contents(List.of(), List.of(), List.of(task), List.of(), List.of(), List.of()),
                Keywords.NONE,
                FOLDER,
                PLACE);
        return new Playbook(FOLDER.resolve("command-line"), List.of(play));
    }
}

package com.foobar.deploy.cli.run;

import com.foobar.deploy.diagnostic.Place;
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
import java.util.Set;

/** A play of one task, made of a command line instead of a file. */
public final class AdHoc {
    private static final Place PLACE = Place.of("<command line>");
    private static final Path FOLDER = Path.of("").toAbsolutePath();

    private static final Keywords IN_PLANS = new Keywords(
            List.of(),
            Set.of(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Value.of(false)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    private AdHoc() {}

    static Playbook of(String pattern, String module, MapValue arguments) {
        return of(pattern, module, arguments, Keywords.NONE);
    }

    /** A task that runs in a plan too, and takes no lock there. */
    public static Playbook inPlans(String pattern, String module, MapValue arguments) {
        return of(pattern, module, arguments, IN_PLANS);
    }

    private static Playbook of(String pattern, String module, MapValue arguments, Keywords keywords) {
        var task = new Task(
                Optional.of(Value.of(module)),
                module,
                arguments,
                Optional.empty(),
                keywords,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Set.of(),
                List.of(),
                FOLDER,
                PLACE,
                new Task.Origin(Keywords.NONE, Map.of(), Map.of(), FOLDER, false));
        var play = new Play(
                Optional.empty(),
                Value.of(pattern),
                Map.of(),
                List.of(),
                List.of(),
                Optional.of(Value.of(false)),
                Optional.empty(),
                List.of(),
                "linear",
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(task),
                List.of(),
                List.of(),
                List.of(),
                Keywords.NONE,
                FOLDER,
                PLACE);
        return new Playbook(FOLDER.resolve("command-line"), List.of(play));
    }
}

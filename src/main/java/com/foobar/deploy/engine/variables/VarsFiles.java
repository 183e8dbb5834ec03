package com.foobar.deploy.engine.variables;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The plays' vars_files, found per host since their names may depend on its variables. */
public final class VarsFiles {
    private final RunContext run;

    public VarsFiles(RunContext run) {
        this.run = run;
    }

    Map<String, Value> of(PlayState play, HostRun host) {
        if (play.play().variables().files().isEmpty()) {
            return Map.of();
        }
        Map<String, Value> known = play.varsFiles(host);
        if (known == null) {
            // Names of files must not depend on the files' own contents.
            play.varsFiles(host, Map.of());
            known = load(play, host);
            play.varsFiles(host, known);
        }
        return known;
    }

    private Map<String, Value> load(PlayState play, HostRun host) {
        var scope = new HostScope(run, play, host, null);
        var variables = new LinkedHashMap<String, Value>();
        for (Value entry : play.play().variables().files()) {
            List<Value> alternatives = entry instanceof ListValue list ? list.items() : List.of(entry);
            variables.putAll(firstOf(alternatives, play, scope));
        }
        return variables;
    }

    private Map<String, Value> firstOf(List<Value> alternatives, PlayState play, HostScope scope) {
        for (Value alternative : alternatives) {
            String name = String.valueOf(run.templates().render(alternative, scope));
            var path = scope.files().find("vars", name);
            if (path.isPresent()) {
                return run.varsFiles().read(path.get());
            }
        }
        throw missing(alternatives, play.play());
    }

    /** Reads those whose names are no templates. */
    public void check(Play play) {
        for (Value entry : play.variables().files()) {
            List<Value> alternatives = entry instanceof ListValue list ? list.items() : List.of(entry);
            if (alternatives.stream().allMatch(name -> name instanceof TextValue text && !text.template())) {
                Path path = alternatives.stream()
                        .flatMap(name -> new FileSearch(List.of(play.folder())).find("vars", name.toString()).stream())
                        .findFirst()
                        .orElseThrow(() -> missing(alternatives, play));
                run.varsFiles().read(path);
            }
        }
    }

    private static RuntimeException missing(List<Value> names, Play play) {
        String list = names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" or "));
        Place place = names.getFirst() instanceof TextValue text ? text.place().orElse(play.place()) : play.place();
        return Diagnostic.of(ErrorCode.FILE_NOT_FOUND, "there is no vars file " + list)
                .at(place)
                .toException();
    }
}

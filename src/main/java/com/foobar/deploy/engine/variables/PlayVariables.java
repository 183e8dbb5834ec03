package com.foobar.deploy.engine.variables;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a play, its roles and the command line give all hosts of the play, with where it is written: for the record. */
public final class PlayVariables {
    private static final Place COMMAND_LINE = Place.of("the command line");

    private final RunContext run;
    private final PlayState play;
    private final Map<String, Variable> all = new LinkedHashMap<>();

    private PlayVariables(RunContext run, PlayState play) {
        this.run = run;
        this.play = play;
    }

    /** Of several with the same name the strongest; values are raw. */
    public static Map<String, Variable> of(RunContext run, PlayState play) {
        return new PlayVariables(run, play).collected();
    }

    private Map<String, Variable> collected() {
        List<RoleInstance> roles = play.publicRoles();
        roles.forEach(role -> all.putAll(role.defaults()));
        add(play.play().vars(), Precedence.PLAY_VARS, play.play().place());
        add(play.prompted(), Precedence.PLAY_VARS_PROMPT, play.play().place());
        play.hosts().stream()
                .map(play::varsFiles)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(read ->
                        add(read, Precedence.PLAY_VARS_FILES, play.play().place()));
        roles.forEach(role -> all.putAll(role.vars()));
        roles.forEach(
                role -> add(role.params(), Precedence.ROLE_PARAMS, play.play().place()));
        add(run.options().extraVars(), Precedence.EXTRA_VARS, COMMAND_LINE);
        return all;
    }

    private void add(Map<String, Value> variables, Precedence level, Place otherwise) {
        variables.forEach((name, value) -> all.put(name, new Variable(value, level, placeOf(value, otherwise))));
    }

    private static Place placeOf(Value value, Place otherwise) {
        return value instanceof TextValue text ? text.place().orElse(otherwise) : otherwise;
    }
}

package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.Step;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A change that is a short script. Most changes need no more than this.
 *
 * @param effects what each leaves in the answers of a plan
 */
public record ScriptChange(
        String describe,
        ShellText script,
        Touched touched,
        boolean mayFail,
        Duration bound,
        List<Consumer<Predictions>> effects)
        implements HostChange.Scripted {
    public ScriptChange {
        effects = List.copyOf(effects);
    }

    public static ScriptChange of(String describe, ShellText script, Touched touched) {
        return new ScriptChange(describe, script, touched, false, Step.DEFAULT_BOUND, List.of());
    }

    /** The plan then takes {@code answer} as the answer to {@code question}. */
    public <A> ScriptChange expecting(Question<A> question, A answer) {
        var more = new ArrayList<>(effects);
        more.add(predictions -> predictions.assume(question, answer));
        return new ScriptChange(describe, script, touched, mayFail, bound, more);
    }

    /** A failure is for the module to judge. */
    public ScriptChange failing() {
        return new ScriptChange(describe, script, touched, true, bound, effects);
    }

    public ScriptChange within(Duration time) {
        return new ScriptChange(describe, script, touched, mayFail, time, effects);
    }

    @Override
    public void predict(Predictions predictions) {
        effects.forEach(effect -> effect.accept(predictions));
    }
}

package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.Doubted;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.TouchedDoubt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A change that is a short script. Most changes need no more than this.
 *
 * @param effects what each leaves in the answers of a plan
 * @param doubts what a plan cannot tell after it
 * @param needs what it cannot be made without
 */
public record ScriptChange(
        String describe,
        ShellText script,
        Touched touched,
        boolean mayFail,
        Duration bound,
        List<Consumer<Predictions>> effects,
        Doubted doubts,
        List<Need<?>> needs)
        implements HostChange.Scripted {
    /** Where a change says what becomes of one thing of these areas, it leaves the others alone. */
    private static final Set<Topic> PREDICTED_WHOLE =
            Set.of(Topic.PACKAGE, Topic.SERVICE, Topic.ACCOUNT, Topic.SYSTEM, Topic.SQL);

    public ScriptChange {
        effects = List.copyOf(effects);
        needs = List.copyOf(needs);
    }

    public static ScriptChange of(String describe, ShellText script, Touched touched) {
        Doubted doubts = touched.equals(Touched.EVERYTHING) ? (_, _) -> true : new TouchedDoubt(touched);
        return new ScriptChange(
                describe, script, touched, false, WorkerStep.DEFAULT_BOUND, List.of(), doubts, List.of());
    }

    /** The plan then takes {@code answer} as the answer to {@code question}. */
    public <A> ScriptChange expecting(Question<A> question, A answer) {
        var more = new ArrayList<>(effects);
        more.add(predictions -> predictions.assume(question, answer));
        Doubted others = PREDICTED_WHOLE.contains(question.topic()) ? doubts.except(question.topic()) : doubts;
        return new ScriptChange(describe, script, touched, mayFail, bound, more, others, needs);
    }

    /** The plan then takes what follows from the host's own answers. */
    public ScriptChange deriving(Derivation derivation) {
        var more = new ArrayList<>(effects);
        more.add(predictions -> predictions.derive(derivation));
        return new ScriptChange(describe, script, touched, mayFail, bound, more, doubts, needs);
    }

    /** A plan doubts this and no more. */
    public ScriptChange doubting(Doubted other) {
        return new ScriptChange(describe, script, touched, mayFail, bound, effects, other, needs);
    }

    /** It fails where this is missing. */
    public ScriptChange needing(Need<?> need) {
        var more = new ArrayList<>(needs);
        more.add(need);
        return new ScriptChange(describe, script, touched, mayFail, bound, effects, doubts, more);
    }

    public ScriptChange needing(List<Need<?>> more) {
        ScriptChange change = this;
        for (Need<?> need : more) {
            change = change.needing(need);
        }
        return change;
    }

    /** A failure is for the module to judge. */
    public ScriptChange failing() {
        return new ScriptChange(describe, script, touched, true, bound, effects, doubts, needs);
    }

    public ScriptChange within(Duration time) {
        return new ScriptChange(describe, script, touched, mayFail, time, effects, doubts, needs);
    }

    @Override
    public void predict(Predictions predictions) {
        effects.forEach(effect -> effect.accept(predictions));
    }
}

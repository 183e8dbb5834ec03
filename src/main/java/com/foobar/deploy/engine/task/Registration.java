package com.foobar.deploy.engine.task;

import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.SecretNames;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.util.Map;

/** Puts the result of a task, or of an item of its loop, where {@code register} says. */
final class Registration {
    private final Site site;

    Registration(Site site) {
        this.site = site;
    }

    void register(TaskOutcome outcome) {
        site.task().result().register().ifPresent(name -> {
            Value result = site.holds(site.task().keywords().noLog())
                    ? SecretNames.hidden(outcome.result())
                    : site.run().templates().secrets().tainted(outcome.result());
            site.host().variables().setFacts().put(name, SecretNames.markTexts(name, result));
            site.host().variables().learned(name, origin());
            site.host().variables().doubtful(name, TaskRunner.doubtOf(outcome), TaskRunner.isOpen(outcome));
        });
    }

    /** The result itself is in the record of the run already. */
    private Variable origin() {
        String title = site.taskName(Map.of()).title();
        return new Variable(
                Value.of("(the result of `" + title + "`)"),
                Precedence.SET_FACTS,
                site.task().place());
    }
}

package com.foobar.deploy.state.question.services;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;

/**
 * The state of a systemd unit.
 *
 * @param unit with its suffix, as {@code nginx.service}
 * @param user of the asking user's own manager, not of the system's
 */
public record ServiceQuestion(String unit, boolean user) implements Question<ServiceState> {
    private static final String SUFFIXES =
            ".*\\.(service|socket|timer|target|mount|automount|path|slice|scope|device|swap)";

    /** Of the system's manager; {@code .service} is added where there is no suffix. */
    public static ServiceQuestion of(String name) {
        return new ServiceQuestion(unit(name), false);
    }

    public static ServiceQuestion ofUser(String name) {
        return new ServiceQuestion(unit(name), true);
    }

    public static String unit(String name) {
        return name.matches(SUFFIXES) ? name : name + ".service";
    }

    @Override
    public QuestionKind<?, ServiceState> kind() {
        return user ? ServiceKind.USER : ServiceKind.SYSTEM;
    }

    @Override
    public Topic topic() {
        return Topic.SERVICE;
    }

    @Override
    public boolean staleAfter(Touched touched) {
        return Question.super.staleAfter(touched)
                || touched.topics().contains(Topic.FILE)
                || touched.paths().stream().anyMatch(path -> path.endsWith("/systemd") || Touched.ofUnits(path));
    }
}

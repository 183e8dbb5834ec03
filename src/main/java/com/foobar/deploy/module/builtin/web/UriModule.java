package com.foobar.deploy.module.builtin.web;

import com.foobar.deploy.connection.http.HttpRequest;
import com.foobar.deploy.connection.http.HttpResponse;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.network.HttpQuestion;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes an HTTP request from the host. GET and HEAD without {@code dest} only read, so they are made in plans too; the
 * others are no change in Ansible's sense either unless they write a file, but nothing that was known of the network
 * counts after them.
 */
final class UriModule implements Module<UriArgs> {
    @Override
    public String name() {
        return "uri";
    }

    @Override
    public String summary() {
        return "Makes an HTTP request from the host.";
    }

    @Override
    public Class<UriArgs> arguments() {
        return UriArgs.class;
    }

    @Override
    public Set<Question<?>> reads(UriArgs args, TaskContext context) {
        var questions = new LinkedHashSet<Question<?>>();
        args.creates().ifPresent(path -> questions.add(FileQuestion.attributes(path)));
        args.removes().ifPresent(path -> questions.add(FileQuestion.attributes(path)));
        return questions;
    }

    @Override
    public boolean readsOnly(UriArgs args, TaskContext context) {
        return args.reads();
    }

    @Override
    public boolean predictsResult() {
        return false;
    }

    @Override
    public Decision decide(UriArgs args, Answers answers, TaskContext context) {
        Optional<String> spared = spared(args, answers);
        if (spared.isPresent()) {
            return new Decision.Unchanged(
                    spared.get(), ModuleResult.EMPTY.with("msg", "skipped, since " + spared.get()));
        }
        HttpRequest request = UriRequest.of(args, context);
        if (args.reads()) {
            Instant start = Instant.now();
            HttpResponse response = answers.to(new HttpQuestion(request));
            ModuleResult result = UriResult.of(args, response, Duration.between(start, Instant.now()));
            return result.failure()
                    .<Decision>map(why -> new Decision.Failed(why, result, response.refused()))
                    .orElseGet(() -> new Decision.Unchanged("it answers " + response.status(), result));
        }
        ModuleResult predicted = ModuleResult.EMPTY.with("url", args.url());
        return Decision.Change.of(List.of(new UriCall(args, request)), predicted)
                .finishing(outcomes -> UriResult.finished(args, outcomes.getFirst()));
    }

    private static Optional<String> spared(UriArgs args, Answers answers) {
        if (args.creates().isPresent()
                && answers.to(FileQuestion.attributes(args.creates().get())).exists()) {
            return Optional.of(args.creates().get() + " exists");
        }
        if (args.removes().isPresent()
                && !answers.to(FileQuestion.attributes(args.removes().get())).exists()) {
            return Optional.of(args.removes().get() + " does not exist");
        }
        return Optional.empty();
    }
}

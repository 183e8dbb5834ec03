package com.foobar.deploy.engine.reading;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.Futures;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.host.Threads;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Asks all questions of one user in one go: a step per kind, all of them sent before the first answer is awaited. */
final class ReadingPass {
    /** The questions of one kind; the supplier waits for their answers. */
    record Part(Set<Question<?>> questions, Supplier<Map<Question<?>, Object>> answers) {}

    private final HostConnection connection;
    private final Become become;

    ReadingPass(HostConnection connection, Become become) {
        this.connection = connection;
        this.become = become;
    }

    List<Part> send(Set<Question<?>> questions) {
        var byKind = new LinkedHashMap<QuestionKind<?, ?>, List<Question<?>>>();
        for (Question<?> question : questions) {
            byKind.computeIfAbsent(question.kind(), _ -> new ArrayList<>()).add(question);
        }
        var parts = new ArrayList<Part>();
        byKind.forEach((kind, ofKind) -> parts.add(new Part(new LinkedHashSet<>(ofKind), send(kind, ofKind))));
        return parts;
    }

    /** The kind belongs to the questions, by the contract of {@link Question#kind()}. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private Supplier<Map<Question<?>, Object>> send(QuestionKind<?, ?> kind, List<Question<?>> questions) {
        return switch (kind) {
            case QuestionKind.Scripted scripted -> sendScript(scripted, questions);
            case QuestionKind.Direct direct -> sendDirect(direct, questions);
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Supplier<Map<Question<?>, Object>> sendScript(QuestionKind.Scripted kind, List<Question<?>> questions) {
        CompletableFuture<StepResult> result =
                connection.worker(become).submit(WorkerStep.asking(kind.script(questions)));
        return () -> {
            StepResult said = Futures.await(result);
            try {
                return (Map<Question<?>, Object>) kind.parse(questions, said);
            } catch (DeployException e) {
                throw e;
            } catch (RuntimeException e) {
                // What a host prints may break any rule; that is the host's fault and never a defect.
                throw Diagnostic.of(
                                ErrorCode.OUTPUT_NOT_UNDERSTOOD,
                                "the host's answers about " + kind.name() + " are not understood: " + e)
                        .toException(e);
            }
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Supplier<Map<Question<?>, Object>> sendDirect(QuestionKind.Direct kind, List<Question<?>> questions) {
        var futures = new LinkedHashMap<Question<?>, CompletableFuture<Object>>();
        for (Question<?> question : questions) {
            futures.put(question, Threads.supply(() -> kind.ask(question, connection)));
        }
        return () -> {
            var answers = new LinkedHashMap<Question<?>, Object>();
            futures.forEach((question, future) -> answers.put(question, Futures.await(future)));
            return answers;
        };
    }
}

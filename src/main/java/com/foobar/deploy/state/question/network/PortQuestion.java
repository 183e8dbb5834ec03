package com.foobar.deploy.state.question.network;

import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Whether a port, as the host reaches it, comes to accept connections (or to refuse them) within a time. Asked by a
 * task in its turn only: the asking may take long.
 *
 * @param open whether connections are to be accepted, or refused
 * @param greeting a pattern that what the server says first must hold
 * @param patience as {@link PathQuestion.Wait}
 */
public record PortQuestion(
        String host,
        int port,
        boolean open,
        Optional<String> greeting,
        Duration connectTimeout,
        PathQuestion.Wait patience)
        implements Question<WaitAnswer> {
    public PortQuestion {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("a port lies between 1 and 65535");
        }
    }

    @Override
    public QuestionKind<?, WaitAnswer> kind() {
        return Kind.INSTANCE;
    }

    @Override
    public boolean readAhead() {
        return false;
    }

    @Override
    public Topic topic() {
        return Topic.PORT;
    }

    private static final class Kind implements QuestionKind.Direct<PortQuestion, WaitAnswer> {
        private static final Kind INSTANCE = new Kind();

        @Override
        public String name() {
            return "ports";
        }

        @Override
        public WaitAnswer ask(PortQuestion question, HostConnection connection) {
            Instant start = Instant.now();
            Instant end = start.plus(question.patience().timeout());
            pause(question.patience().delay());
            while (true) {
                if (met(question, connection)) {
                    return new WaitAnswer(
                            true, Duration.between(start, Instant.now()).toSeconds());
                }
                if (!Instant.now().plus(question.patience().sleep()).isBefore(end)) {
                    return new WaitAnswer(
                            false, Duration.between(start, Instant.now()).toSeconds());
                }
                pause(question.patience().sleep());
            }
        }

        private static boolean met(PortQuestion question, HostConnection connection) {
            boolean open = probe(question, connection);
            return open == question.open();
        }

        /** In a thread of its own: a tunnel to a silent host may take minutes to fail. */
        private static boolean probe(PortQuestion question, HostConnection connection) {
            var result = new CompletableFuture<Boolean>();
            Thread.ofVirtual().name("probe " + question.port()).start(() -> {
                try (HostConnection.Tunnel tunnel = connection.tunnel(question.host(), question.port())) {
                    result.complete(greets(question, tunnel.input()));
                } catch (IOException e) {
                    result.complete(false);
                } catch (DeployException e) {
                    if (e.diagnostic().code() == ErrorCode.CONNECTION_FAILED
                            && !e.diagnostic()
                                    .message()
                                    .toLowerCase(Locale.ROOT)
                                    .contains("prohibited")) {
                        result.complete(false);
                    } else {
                        result.completeExceptionally(e);
                    }
                }
            });
            try {
                return result.get(question.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                return false;
            } catch (ExecutionException e) {
                throw e.getCause() instanceof DeployException known
                        ? known
                        : Diagnostic.of(ErrorCode.INTERNAL, String.valueOf(e.getCause()))
                                .toException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Diagnostic.of(ErrorCode.CONNECTION_LOST, "interrupted while waiting for a port")
                        .toException(e);
            }
        }

        private static boolean greets(PortQuestion question, InputStream input) throws IOException {
            if (question.greeting().isEmpty()) {
                return true;
            }
            Pattern pattern = Pattern.compile(question.greeting().get(), Pattern.MULTILINE);
            var said = new StringBuilder();
            byte[] buffer = new byte[1024];
            while (said.length() < 64 * 1024) {
                int count = input.read(buffer);
                if (count < 0) {
                    return false;
                }
                said.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                if (pattern.matcher(said).find()) {
                    return true;
                }
            }
            return false;
        }

        private static void pause(Duration time) {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Diagnostic.of(ErrorCode.CONNECTION_LOST, "interrupted while waiting for a port")
                        .toException(e);
            }
        }
    }
}

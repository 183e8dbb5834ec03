package com.foobar.deploy.engine.task;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.engine.prepared.Prepared;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.UnansweredException;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.packages.PackageCandidateQuestion;
import com.foobar.deploy.state.question.packages.PackageQuestion;
import com.foobar.deploy.state.question.packages.PackageState;
import java.util.List;
import java.util.Optional;

/**
 * Whether a decision stands whichever way its doubtful answers turn out: a file of ours is written, whether a package
 * brings another one to that place or none. What would fail is no way out, since a plan takes it that tasks succeed.
 */
final class Alternatives {
    private static final byte[] OTHER = {'?'};

    /** There is no second way that a doubtful answer could turn out. */
    private static final class NoAlternativeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAlternativeException() {
            super(null, null, false, false);
        }
    }

    private final Prepared<?> prepared;

    Alternatives(Prepared<?> prepared) {
        this.prepared = prepared;
    }

    boolean agreeWith(Decision decision) {
        boolean any = false;
        for (FileState.Type type : List.of(FileState.Type.FILE, FileState.Type.DIRECTORY)) {
            try {
                Optional<Decision> other = decide(type);
                if (other.isPresent() && !other.get().getClass().equals(decision.getClass())) {
                    return false;
                }
                any |= other.isPresent();
            } catch (NoAlternativeException _) {
                return false;
            }
        }
        return any;
    }

    /** Empty where the task would fail, or would ask further. */
    private Optional<Decision> decide(FileState.Type type) {
        try {
            Decision other = prepared.decide(new Otherwise(type));
            return other instanceof Decision.Failed ? Optional.empty() : Optional.of(other);
        } catch (DeployException | UnansweredException _) {
            return Optional.empty();
        }
    }

    private final class Otherwise implements Answers {
        private final FileState.Type type;

        Otherwise(FileState.Type type) {
            this.type = type;
        }

        @Override
        @SuppressWarnings("unchecked") // of the same class as the answer it stands for
        public <A> A to(Question<A> question) {
            A known = prepared.book().to(question);
            return prepared.book().doubtOf(question).isEmpty() ? known : (A) other(question, known);
        }

        private Object other(Question<?> question, Object known) {
            if (known instanceof FileState file && !file.exists()) {
                return type == FileState.Type.DIRECTORY
                        ? file.withType(type).withMode(0755).withOwner("root").withGroup("root")
                        : file.withContent(OTHER.length, "?", Optional.of(new FileState.Content(OTHER)))
                                .withMode(0644)
                                .withOwner("root")
                                .withGroup("root");
            }
            if (question instanceof PackageQuestion wanted
                    && known instanceof PackageState state
                    && !state.installed()) {
                return PackageState.assumed(wanted.name(), "");
            }
            if (question instanceof PackageCandidateQuestion && known instanceof Optional<?> version) {
                return Optional.of(
                        version.map(text -> text.equals("") ? "" : text + "+").orElse(""));
            }
            throw new NoAlternativeException();
        }
    }
}

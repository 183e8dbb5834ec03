package com.foobar.deploy.engine.prepared;

import com.foobar.deploy.engine.host.AnswerBook;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.UnansweredException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks, in a plan, at what changes cannot be made without, so that the plan says of them what the apply would. */
public final class PlanNeeds {
    private PlanNeeds() {}

    /** @throws UnansweredException for all that is to be asked, before the plan takes any of the changes for made */
    public static void ask(Prepared<?> prepared, List<HostChange> changes) {
        AnswerBook book = prepared.book();
        Set<Question<?>> missing = new LinkedHashSet<>();
        // Whether the host lets the task become its user shows only when it is asked something as that user.
        prepared.becomes().filter(user -> !book.knows(user)).ifPresent(missing::add);
        for (HostChange change : changes) {
            for (Need<?> need : change.needs()) {
                try {
                    book.to(need.question());
                } catch (UnansweredException unanswered) {
                    missing.addAll(unanswered.questions());
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new UnansweredException(missing);
        }
    }

    /** Why the change would fail, as far as nothing planned before may mend that. */
    public static Optional<String> unmet(AnswerBook book, HostChange change) {
        return change.needs().stream()
                .filter(need -> !need.isMet(book) && !book.mayBeBrought(need.question()))
                .map(Need::otherwise)
                .findFirst();
    }
}

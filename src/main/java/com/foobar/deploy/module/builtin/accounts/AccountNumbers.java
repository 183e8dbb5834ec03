package com.foobar.deploy.module.builtin.accounts;

import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.accounts.GroupQuestion;
import com.foobar.deploy.state.question.accounts.GroupState;
import com.foobar.deploy.state.question.accounts.UidQuestion;
import java.util.Optional;
import java.util.Set;

/** Numbers of users and groups in a plan: each belongs to one account, unless the task allows more. */
final class AccountNumbers {
    private AccountNumbers() {}

    /** For a change that gives a user the number, which a command without `-o` refuses where another has it. */
    static ScriptChange user(ScriptChange change, UserArgs args) {
        if (args.uid().isEmpty()) {
            return change;
        }
        long uid = args.uid().get();
        ScriptChange given = change.deriving(ofUser(args.name(), Optional.of(uid)));
        return args.nonUnique()
                ? given
                : given.needing(new Need<>(
                        new UidQuestion(uid), Set::isEmpty, "another user has the number " + uid + " already"));
    }

    /** For a change that deletes the user. */
    static ScriptChange withoutUser(ScriptChange change, String name) {
        return change.deriving(ofUser(name, Optional.empty()));
    }

    private static Derivation ofUser(String name, Optional<Long> uid) {
        return Derivation.of(UidQuestion.class, (question, now) -> {
            boolean has = uid.filter(number -> number == question.uid()).isPresent();
            return AccountNames.having(now, name, has);
        });
    }

    /** For a change that gives a group the number. */
    static ScriptChange group(ScriptChange change, long gid, boolean nonUnique) {
        GroupQuestion number = numbered(gid);
        ScriptChange given = change.deriving(Derivation.of(
                GroupQuestion.class,
                (question, now) ->
                        question.equals(number) && !now.exists() ? new GroupState(true, gid, now.members()) : now));
        return nonUnique
                ? given
                : given.needing(
                        new Need<>(number, now -> !now.exists(), "another group has the number " + gid + " already"));
    }

    /** For a change after which the group no longer has the number. */
    static ScriptChange withoutGroup(ScriptChange change, long gid) {
        GroupQuestion number = numbered(gid);
        return change.deriving(Derivation.of(
                GroupQuestion.class, (question, now) -> question.equals(number) ? GroupState.MISSING : now));
    }

    private static GroupQuestion numbered(long gid) {
        return new GroupQuestion(Long.toString(gid));
    }
}

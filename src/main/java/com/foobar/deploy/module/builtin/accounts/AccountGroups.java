package com.foobar.deploy.module.builtin.accounts;

import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.accounts.GroupQuestion;
import com.foobar.deploy.state.question.accounts.GroupState;
import com.foobar.deploy.state.question.accounts.MembersQuestion;
import com.foobar.deploy.state.question.accounts.UserQuestion;
import com.foobar.deploy.state.question.accounts.UserState;
import com.foobar.deploy.state.question.files.FileQuestion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Primary groups in a plan: groupdel refuses one, and userdel deletes that of the user's own name. */
final class AccountGroups {
    private static final String DEFAULTS = "/etc/login.defs";
    private static final Pattern OWN_GROUPS = Pattern.compile("(?m)^[ \\t]*USERGROUPS_ENAB[ \\t]+\"?yes\\b");

    private AccountGroups() {}

    /** For a change that deletes a group. */
    static ScriptChange unused(ScriptChange change, String group) {
        return change.needing(new Need<>(
                new MembersQuestion(group), Set::isEmpty, "group " + group + " is the primary group of a user"));
    }

    /** For a change after which a user has this primary group. */
    static ScriptChange user(ScriptChange change, String name, String group) {
        return change.deriving(members(name, Optional.of(group)));
    }

    /** For a change that deletes the user. */
    static ScriptChange withoutUser(ScriptChange change, String name, Answers answers) {
        UserState user = answers.to(new UserQuestion(name));
        GroupState own = answers.to(new GroupQuestion(name));
        ScriptChange gone = change.deriving(members(name, Optional.empty()));
        if (!own.exists() || !user.group().equals(name) || !Set.of(name).containsAll(own.members())) {
            return gone;
        }
        boolean shared = !Set.of(name).containsAll(answers.to(new MembersQuestion(name)));
        if (shared || !deletesOwnGroups(answers)) {
            return gone;
        }
        gone = gone.deriving(Derivation.of(
                GroupQuestion.class, (question, now) -> question.name().equals(name) ? GroupState.MISSING : now));
        return AccountNumbers.withoutGroup(gone, own.gid());
    }

    /** By the setting that userdel of Debian and Red Hat reads; where it is not set, they leave the group. */
    private static boolean deletesOwnGroups(Answers answers) {
        return answers.to(FileQuestion.content(DEFAULTS))
                .content()
                .filter(content -> OWN_GROUPS
                        .matcher(new String(content.bytes(), StandardCharsets.UTF_8))
                        .find())
                .isPresent();
    }

    private static Derivation members(String name, Optional<String> group) {
        return Derivation.of(MembersQuestion.class, (question, now) -> {
            boolean has = group.filter(question.group()::equals).isPresent();
            return AccountNames.having(now, name, has);
        });
    }
}

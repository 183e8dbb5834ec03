package com.foobar.deploy.state.question.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.question.TargetShell;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountKindsTest {
    private static final UserQuestion ROOT = new UserQuestion("root");
    private static final UserQuestion NOBODY_AT_ALL = new UserQuestion("no-such-user");

    @ParameterizedTest
    @EnumSource
    void usersOfThisMachine(TargetShell shell) {
        List<UserQuestion> questions = List.of(ROOT, NOBODY_AT_ALL, new UserQuestion("0"));
        Map<UserQuestion, UserState> answers =
                AccountKinds.USERS.parse(questions, shell.run(AccountKinds.USERS.script(questions)));
        assertThat(user(answers, ROOT).uid()).isZero();
        assertThat(user(answers, ROOT).group()).isEqualTo("root");
        assertThat(user(answers, NOBODY_AT_ALL)).isEqualTo(UserState.MISSING);
        assertThat(user(answers, new UserQuestion("0")).exists()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void groupsOfThisMachine(TargetShell shell) {
        List<GroupQuestion> questions =
                List.of(new GroupQuestion("root"), new GroupQuestion("no-such-group"), new GroupQuestion("0"));
        Map<GroupQuestion, GroupState> answers =
                AccountKinds.GROUPS.parse(questions, shell.run(AccountKinds.GROUPS.script(questions)));
        assertThat(questions.stream()
                        .map(answers::get)
                        .map(Objects::requireNonNull)
                        .map(GroupState::exists))
                .containsExactly(true, false, true);
    }

    @Test
    void passwordsGroupsAndAgesAreFound() {
        var output = StepResult.of(0, """
            ops:x:1001:1001:Ops, it's:/home/ops:/bin/bash
            --
            ops:!$6$salt$hash:19000:0:90:7::20000:
            --
            root:x:0:
            sudo:x:27:ops,other
            adm:x:4:ops
            ops:x:1001:
            """, "");
        UserState ops =
                user(AccountKinds.USERS.parse(List.of(new UserQuestion("ops")), output), new UserQuestion("ops"));
        assertThat(ops.comment()).isEqualTo("Ops, it's");
        assertThat(ops.groups()).containsExactly("adm", "sudo");
        assertThat(ops.group()).isEqualTo("ops");
        assertThat(ops.locked()).isTrue();
        assertThat(ops.expires()).isEqualTo(20000);
        assertThat(ops.ageing()).isEqualTo(new UserState.Ageing(0, 90, 7));
        assertThat(ops.toString()).doesNotContain("hash");
    }

    @Test
    void aShadowFileThatMayNotBeReadLeavesThePasswordOpen() {
        var output = StepResult.of(2, "ops:x:1001:1001::/home/ops:/bin/sh\n--\n--\nops:x:1001:\n", "");
        UserState ops =
                user(AccountKinds.USERS.parse(List.of(new UserQuestion("ops")), output), new UserQuestion("ops"));
        assertThat(ops.password()).isEmpty();
        assertThat(ops.locked()).isFalse();
        assertThat(ops.expires()).isEqualTo(-1);
    }

    @Test
    void allUsersOfANumber() {
        var output = StepResult.of(0, "ops:x:1001:1:::\nops:x:1001:1:::\nold:x:1001:1:::\nweb:x:1002:1:::\n", "");
        var shared = new UidQuestion(1001);
        var free = new UidQuestion(1003);
        assertThat(AccountKinds.UIDS.parse(List.of(shared, free), output))
                .isEqualTo(Map.of(shared, Set.of("ops", "old"), free, Set.of()));
    }

    private static UserState user(Map<UserQuestion, UserState> answers, UserQuestion question) {
        return Objects.requireNonNull(answers.get(question));
    }
}

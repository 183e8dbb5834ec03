package com.foobar.deploy.state.question.accounts;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.QuestionKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the groups by the name service, and the users out of their file, as groupdel does. */
final class PrimaryGroups implements QuestionKind.Scripted<MembersQuestion, Set<String>> {
    static final PrimaryGroups KIND = new PrimaryGroups();

    @Override
    public String name() {
        return "users of groups";
    }

    @Override
    public ShellText script(List<MembersQuestion> questions) {
        return ShellText.lit("if command -v getent >/dev/null 2>&1; then\ngetent group")
                .args(questions.stream().map(MembersQuestion::group).toList())
                .and("\nelse\ncat /etc/group\nfi\nprintf -- '--\\n'\ncat /etc/passwd");
    }

    @Override
    public Map<MembersQuestion, Set<String>> parse(List<MembersQuestion> questions, StepResult result) {
        List<AccountKinds.Line> groups = AccountKinds.Line.all(AccountKinds.section(result, 0));
        List<AccountKinds.Line> users = AccountKinds.Line.all(AccountKinds.section(result, 1));
        var answers = new LinkedHashMap<MembersQuestion, Set<String>>();
        for (MembersQuestion question : questions) {
            var members = new TreeSet<String>();
            groups.stream()
                    .filter(group -> group.text(0).equals(question.group()) && group.number(2) >= 0)
                    .flatMap(group -> users.stream().filter(user -> user.number(3) == group.number(2)))
                    .forEach(user -> members.add(user.text(0)));
            answers.put(question, Set.copyOf(members));
        }
        return answers;
    }
}

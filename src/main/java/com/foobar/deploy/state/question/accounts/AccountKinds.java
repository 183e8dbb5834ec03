package com.foobar.deploy.state.question.accounts;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.value.Secret;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Users and groups by the name service, or by their files where the host has no getent. */
final class AccountKinds {
    static final Users USERS = new Users();
    static final Groups GROUPS = new Groups();
    static final Uids UIDS = new Uids();

    private AccountKinds() {}

    /** Fields of one line of passwd, shadow or group; missing ones are empty. */
    record Line(String[] fields) {
        static List<Line> all(String text) {
            return text.lines().map(line -> new Line(line.split(":", -1))).toList();
        }

        String text(int index) {
            return index < fields.length ? fields[index] : "";
        }

        long number(int index) {
            String text = text(index);
            return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : -1;
        }

        List<String> names(int index) {
            return Arrays.stream(text(index).split(","))
                    .filter(name -> !name.isEmpty())
                    .toList();
        }
    }

    static String section(StepResult result, int index) {
        String[] parts = result.text().split("(?m)^--\n", -1);
        return index < parts.length ? parts[index] : "";
    }

    /** Two getent for all users, and one for the groups. */
    static final class Users implements QuestionKind.Scripted<UserQuestion, UserState> {
        @Override
        public String name() {
            return "users";
        }

        @Override
        public ShellText script(List<UserQuestion> questions) {
            List<String> names = questions.stream().map(UserQuestion::name).toList();
            return ShellText.lit("if command -v getent >/dev/null 2>&1; then\ngetent passwd")
                    .args(names)
                    .and("\nprintf -- '--\\n'\ngetent shadow")
                    .args(names)
                    .and(" 2>/dev/null\nprintf -- '--\\n'\ngetent group\nelse\n"
                            + "cat /etc/passwd\nprintf -- '--\\n'\ncat /etc/shadow 2>/dev/null\n"
                            + "printf -- '--\\n'\ncat /etc/group\nfi");
        }

        @Override
        public Map<UserQuestion, UserState> parse(List<UserQuestion> questions, StepResult result) {
            List<Line> passwd = Line.all(section(result, 0));
            List<Line> shadow = Line.all(section(result, 1));
            List<Line> groups = Line.all(section(result, 2));
            var answers = new LinkedHashMap<UserQuestion, UserState>();
            for (UserQuestion question : questions) {
                answers.put(
                        question,
                        find(passwd, question.name())
                                .map(line -> user(line, find(shadow, question.name()), groups))
                                .orElse(UserState.MISSING));
            }
            return answers;
        }

        private static Optional<Line> find(List<Line> lines, String name) {
            return lines.stream().filter(line -> line.text(0).equals(name)).findFirst();
        }

        private static UserState user(Line line, Optional<Line> shadow, List<Line> groups) {
            long gid = line.number(3);
            var supplementary = new TreeSet<String>();
            String primary = line.text(3);
            for (Line group : groups) {
                if (group.number(2) == gid) {
                    primary = group.text(0);
                } else if (group.names(3).contains(line.text(0))) {
                    supplementary.add(group.text(0));
                }
            }
            return new UserState(
                    true,
                    line.number(2),
                    gid,
                    new UserState.Profile(line.text(4), line.text(5), line.text(6)),
                    primary,
                    List.copyOf(supplementary),
                    new UserState.Shadow(
                            shadow.map(fields -> new Secret(fields.text(1))),
                            shadow.map(fields -> fields.number(7)).orElse(-1L),
                            shadow.map(fields ->
                                            new UserState.Ageing(fields.number(3), fields.number(4), fields.number(5)))
                                    .orElse(UserState.Ageing.NONE)));
        }
    }

    /** By the name service, and by the file: the name service tells one user of each number. */
    static final class Uids implements QuestionKind.Scripted<UidQuestion, Set<String>> {
        @Override
        public String name() {
            return "numbers of users";
        }

        @Override
        public ShellText script(List<UidQuestion> questions) {
            return ShellText.lit("if command -v getent >/dev/null 2>&1; then\ngetent passwd")
                    .args(questions.stream()
                            .map(question -> Long.toString(question.uid()))
                            .toList())
                    .and("\nfi\ncat /etc/passwd");
        }

        @Override
        public Map<UidQuestion, Set<String>> parse(List<UidQuestion> questions, StepResult result) {
            List<Line> users = Line.all(result.text());
            var answers = new LinkedHashMap<UidQuestion, Set<String>>();
            for (UidQuestion question : questions) {
                answers.put(
                        question,
                        users.stream()
                                .filter(line -> line.number(2) == question.uid())
                                .map(line -> line.text(0))
                                .collect(Collectors.toUnmodifiableSet()));
            }
            return answers;
        }
    }

    /** One getent for all groups that are asked for. */
    static final class Groups implements QuestionKind.Scripted<GroupQuestion, GroupState> {
        @Override
        public String name() {
            return "groups";
        }

        @Override
        public ShellText script(List<GroupQuestion> questions) {
            return ShellText.lit("if command -v getent >/dev/null 2>&1; then\ngetent group")
                    .args(questions.stream().map(GroupQuestion::name).toList())
                    .and("\nelse\ncat /etc/group\nfi\n:");
        }

        @Override
        public Map<GroupQuestion, GroupState> parse(List<GroupQuestion> questions, StepResult result) {
            List<Line> groups = Line.all(result.text());
            var answers = new LinkedHashMap<GroupQuestion, GroupState>();
            for (GroupQuestion question : questions) {
                answers.put(
                        question,
                        groups.stream()
                                .filter(line -> line.text(0).equals(question.name())
                                        || line.text(2).equals(question.name()))
                                .findFirst()
                                .map(line -> new GroupState(true, line.number(2), line.names(3)))
                                .orElse(GroupState.MISSING));
            }
            return answers;
        }
    }
}

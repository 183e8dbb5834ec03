package com.foobar.deploy.state.question.system;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kernel setting's value, white space between numbers made one blank; empty where the kernel has no such setting.
 *
 * @param name as sysctl has it: {@code net.ipv4.ip_forward}, or with slashes where a part holds a dot
 */
public record SysctlQuestion(String name) implements Question<Optional<String>> {
    public SysctlQuestion {
        if (!isName(name)) {
            throw new IllegalArgumentException("`" + name + "` is not the name of a kernel setting");
        }
    }

    public static boolean isName(String text) {
        return text.matches("[A-Za-z0-9_][A-Za-z0-9_./@-]*") && !text.contains("..");
    }

    /** Below /proc/sys: the first separator tells which one is used (sysctl(8)). */
    public String path() {
        int dot = name.indexOf('.');
        int slash = name.indexOf('/');
        boolean slashes = slash >= 0 && (dot < 0 || slash < dot);
        return "/proc/sys/"
                + (slashes ? name : name.replace('/', '\0').replace('.', '/').replace('\0', '.'));
    }

    @Override
    public QuestionKind<?, Optional<String>> kind() {
        return Kind.INSTANCE;
    }

    @Override
    public Topic topic() {
        return Topic.SYSTEM;
    }

    private static final class Kind implements QuestionKind.Scripted<SysctlQuestion, Optional<String>> {
        private static final Kind INSTANCE = new Kind();

        @Override
        public String name() {
            return "kernel settings";
        }

        /** Not by the shell's own read: it reads byte by byte, and the kernel gives some values in one piece only. */
        @Override
        public ShellText script(List<SysctlQuestion> questions) {
            return ShellText.lit("grep -H '' --")
                    .args(questions.stream().map(SysctlQuestion::path).toList())
                    .and(" 2>/dev/null\n:");
        }

        @Override
        public Map<SysctlQuestion, Optional<String>> parse(List<SysctlQuestion> questions, StepResult result) {
            var values = new HashMap<String, String>();
            result.text().lines().forEach(line -> {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    values.putIfAbsent(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            });
            var answers = new LinkedHashMap<SysctlQuestion, Optional<String>>();
            for (SysctlQuestion question : questions) {
                answers.put(
                        question,
                        Optional.ofNullable(values.get(question.path())).map(value -> value.replaceAll("\\s+", " ")));
            }
            return answers;
        }
    }
}

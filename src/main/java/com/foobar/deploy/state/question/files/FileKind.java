package com.foobar.deploy.state.question.files;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks about all files with one stat, one hash and, for the contents that are wanted, one read each. */
final class FileKind implements QuestionKind.Scripted<FileQuestion, FileState> {
    static final FileKind INSTANCE = new FileKind();

    private FileKind() {}

    @Override
    public String name() {
        return "files";
    }

    /** What is looked at once, however many questions are about it. */
    record Target(String path, boolean follow) {}

    @Override
    public ShellText script(List<FileQuestion> questions) {
        return FileScript.of(targets(questions));
    }

    @Override
    public Map<FileQuestion, FileState> parse(List<FileQuestion> questions, StepResult result) {
        Map<Target, FileState> states = new FileAnswerParser(targets(questions), result).parse();
        var answers = new HashMap<FileQuestion, FileState>();
        questions.forEach(question -> answers.put(question, states.get(target(question))));
        return answers;
    }

    /** In the order first asked, each with the most that is asked about it. */
    private static Map<Target, Detail> targets(List<FileQuestion> questions) {
        var targets = new LinkedHashMap<Target, Detail>();
        questions.forEach(question -> targets.merge(
                target(question), question.detail(), (one, other) -> one.compareTo(other) > 0 ? one : other));
        return targets;
    }

    /** The directories that the targets lie in; where relative paths lead is not looked at. */
    static List<String> folders(Collection<Target> targets) {
        return targets.stream()
                .map(target -> folder(target.path()))
                .filter(folder -> !folder.isEmpty())
                .distinct()
                .toList();
    }

    /** Empty for the root, somebody's home, and relative paths. */
    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0 || path.equals("/") || !path.startsWith("/") && !HostPath.inHome(path)) {
            return "";
        }
        String name = path.substring(slash + 1);
        boolean whole = name.isEmpty() || name.equals(".") || name.equals("..");
        return whole ? path : slash == 0 ? "/" : path.substring(0, slash);
    }

    private static Target target(FileQuestion question) {
        return new Target(question.path(), question.follow());
    }
}

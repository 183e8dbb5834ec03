package com.foobar.deploy.module;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.TouchedDoubt;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.system.CommandQuestion;

/** Whether the path of {@code creates} or {@code removes} is there; the path may be a pattern. */
public record CreatesGuard(String path) {
    /** Relative paths start in {@code folder}, or at home. */
    public static CreatesGuard of(String path, String folder) {
        boolean anchored = path.startsWith("/") || path.startsWith("~");
        return new CreatesGuard(anchored ? path : (folder.endsWith("/") ? folder : folder + "/") + path);
    }

    private boolean pattern() {
        return path.matches(".*[*?\\[].*");
    }

    public Question<?> question() {
        return pattern() ? new CommandQuestion(search()) : FileQuestion.attributes(path);
    }

    public boolean exists(Answers answers) {
        return pattern()
                ? answers.to(new CommandQuestion(search())).ok()
                : answers.to(FileQuestion.attributes(path)).exists();
    }

    /** A command that makes the path is taken to make that, and what lies beside it, and no more. */
    public ScriptChange madeBy(ScriptChange change, String user) {
        if (pattern() || !path.startsWith("/")) {
            return change;
        }
        String folder = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        Touched made = folder.lastIndexOf('/') > 0 ? Touched.paths(path, folder) : Touched.paths(path);
        FileState file = FileState.MISSING
                .withType(FileState.Type.FILE)
                .withMode(0600)
                .withOwner(user)
                .withGroup(user);
        Derivation there = Derivation.of(
                FileQuestion.class, (asked, now) -> asked.path().equals(path) && !now.exists() ? file : now);
        return change.doubting(new TouchedDoubt(made)).deriving(there.settling(CreatesGuard::asksForAttributes));
    }

    /** What the command writes into the file is not known before. */
    private static boolean asksForAttributes(Question<?> question) {
        return question instanceof FileQuestion file && file.detail() == Detail.ATTRIBUTES;
    }

    private ShellText search() {
        ShellText word = ShellText.EMPTY;
        var plain = new StringBuilder();
        int from = 0;
        if (path.startsWith("~/")) {
            word = ShellText.lit("~/");
            from = 2;
        }
        for (char c : path.substring(from).toCharArray()) {
            ShellText code = special(c);
            if (code.isEmpty()) {
                plain.append(c);
                continue;
            }
            word = (plain.isEmpty() ? word : word.glue(plain.toString())).and(code);
            plain.setLength(0);
        }
        word = plain.isEmpty() ? word : word.glue(plain.toString());
        return ShellText.lit("set -- ").and(word).and("; [ -e \"$1\" ] || [ -h \"$1\" ]");
    }

    private static ShellText special(char c) {
        return switch (c) {
            case '*' -> ShellText.lit("*");
            case '?' -> ShellText.lit("?");
            case '[' -> ShellText.lit("[");
            case ']' -> ShellText.lit("]");
            case '!' -> ShellText.lit("!");
            case '-' -> ShellText.lit("-");
            default -> ShellText.EMPTY;
        };
    }
}

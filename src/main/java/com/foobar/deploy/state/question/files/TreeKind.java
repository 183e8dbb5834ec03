package com.foobar.deploy.state.question.files;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.QuestionKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists directories by find: first all names, each ended by a NUL, then what stat says of them in the same order. */
final class TreeKind implements QuestionKind.Scripted<TreeQuestion, Tree> {
    static final TreeKind INSTANCE = new TreeKind();

    private static final ShellText FUNCTION = ShellText.lit("""
        LC_ALL=C; export LC_ALL
        format=':%f:%u:%g:%s:%.9X:%.9Y:%.9Z:%i:%d:%h:%U:%G:%n'
        tree() {
          l=$1 d=$2 p=$3; shift 3
          if [ -d "$p" ]; then
            set -- "$l" "$p" -mindepth 1
            [ "$d" -eq 0 ] || set -- "$@" -maxdepth "$d"
            find "$@" -print0
            printf '\\0'
            case $l in
              -L) find "$@" -exec stat -L -c "$format" -- {} + ;;
              *) find "$@" -exec stat -c "$format" -- {} + ;;
            esac
          else
            printf '\\0'
          fi
          echo end
        }
        """);

    private TreeKind() {}

    @Override
    public String name() {
        return "folders";
    }

    @Override
    public ShellText script(List<TreeQuestion> questions) {
        ShellText script = FUNCTION;
        for (TreeQuestion question : questions) {
            script = script.and("tree")
                    .arg(question.follow() ? "-L" : "-H")
                    .arg(question.depth())
                    .and(HostPath.word(question.folder()))
                    .and("\n");
        }
        return script.and(":");
    }

    @Override
    public Map<TreeQuestion, Tree> parse(List<TreeQuestion> questions, StepResult result) {
        var bytes = new AnswerBytes(name(), result);
        var trees = new HashMap<TreeQuestion, Tree>();
        List<String> said = result.errorText().lines().toList();
        for (TreeQuestion question : questions) {
            List<Tree.Entry> entries = entries(bytes);
            List<String> skipped = said.stream()
                    .filter(line -> line.contains(question.folder()))
                    .toList();
            trees.put(question, new Tree(entries, skipped));
        }
        return trees;
    }

    private static List<Tree.Entry> entries(AnswerBytes bytes) {
        var names = new ArrayList<String>();
        for (String name = bytes.untilNul(); !name.isEmpty(); name = bytes.untilNul()) {
            names.add(name);
        }
        var entries = new ArrayList<Tree.Entry>();
        int next = 0;
        for (String line = bytes.line(); !line.equals("end"); line = bytes.line()) {
            String[] parts = line.split(":", 14);
            FileStat stat = FileStat.parse(bytes, parts);
            String first = parts.length > 13 ? parts[13] : "";
            // Names that vanished between the two passes are passed over.
            while (next < names.size() && !firstLine(names.get(next)).equals(first)) {
                next++;
            }
            if (next == names.size()) {
                // It came into being between the two passes, or the name was not told before: nobody asked.
                throw bytes.error("`" + first + "` was not listed");
            }
            skipLines(bytes, names.get(next));
            entries.add(new Tree.Entry(names.get(next), state(stat)));
            next++;
        }
        return entries;
    }

    private static String firstLine(String name) {
        int end = name.indexOf('\n');
        return end < 0 ? name : name.substring(0, end);
    }

    /** A name with line breaks goes on in the lines after. */
    private static void skipLines(AnswerBytes bytes, String name) {
        int end = name.indexOf('\n');
        if (end >= 0) {
            for (String rest : name.substring(end + 1).split("\n", -1)) {
                if (!bytes.line().equals(rest)) {
                    throw bytes.error("a name does not go on as listed");
                }
            }
        }
    }

    private static FileState state(FileStat stat) {
        return stat.state(0, Optional.empty(), Optional.empty(), FileState.Names.NONE);
    }
}

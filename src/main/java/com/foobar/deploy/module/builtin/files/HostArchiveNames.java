package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.QuestionsTogether;
import com.foobar.deploy.module.archive.TarNames;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.AttributeFunctions;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.change.SetAttributes;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.HostPath;
import com.foobar.deploy.state.question.system.CommandQuestion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The names that an archive of the host unpacks to, and whose the files are. */
record HostArchiveNames(UnarchiveModule.Args args, String dest, String path, boolean zip) {
    private static final ShellText FRESH = AttributeFunctions.TEXT.and("""
        fresh() {
          if [ -L "$3" ]; then [ -z "$1" ] || give "$1" '' '' "$3"
          elif [ -e "$3" ]; then give "$1" "$2" '' "$3"
          fi
        }
        l=
        """);

    private TarNames names() {
        try {
            return TarNames.of(zip ? List.of() : args.extraOpts());
        } catch (IllegalArgumentException e) {
            throw ArgumentProblem.of("`extra_opts`: " + e.getMessage());
        }
    }

    /** Where tar cannot compare (busybox), the archive is unpacked at every run. */
    ShellText tarDifferences() {
        return selected(ShellText.lit("LC_ALL=C tar -d")
                        .args(names().options())
                        .and(" -C")
                        .arg(dest)
                        .and(" -f")
                        .and(HostPath.word(path)))
                .and(" 2>&1");
    }

    private ShellText selected(ShellText tar) {
        ShellText script = tar;
        for (String name : args.exclude()) {
            script = script.arg("--exclude=" + name);
        }
        return script.args(args.include());
    }

    /** busybox, which changes no names, does not know the option that shows the changed ones. */
    private ShellText listing(ShellText quoting) {
        if (zip) {
            return ShellText.lit("unzip -Z1").and(HostPath.word(path));
        }
        List<String> options = names().options();
        ShellText shown = options.isEmpty()
                ? ShellText.EMPTY
                : ShellText.lit(" --show-transformed-names").args(options);
        return selected(ShellText.lit("LC_ALL=C tar -t")
                .and(quoting)
                .and(shown)
                .and(" -f")
                .and(HostPath.word(path)));
    }

    /** Whose what is there already is wrong. */
    Optional<SetAttributes> differing(Answers answers) {
        var desired = args.attributes().desired();
        if (desired.isEmpty()) {
            return Optional.empty();
        }
        StepResult listed = answers.to(new CommandQuestion(listing(ShellText.EMPTY)));
        List<FileQuestion> questions = listed.text()
                .lines()
                .map(name -> zip ? name : unescaped(name))
                .map(name -> name.replaceFirst("^(\\./+)+", "").replaceFirst("/+$", ""))
                .filter(name -> !name.isEmpty()
                        && !name.equals(".")
                        && !List.of(name.split("/")).contains(".."))
                .distinct()
                .map(name -> FileQuestion.attributes(LocatedFile.join(dest, name)))
                .toList();
        QuestionsTogether.ask(questions, answers);
        var missing = new LinkedHashMap<String, SetAttributes.Desired>();
        var after = new LinkedHashMap<String, FileState>();
        for (FileQuestion question : questions) {
            FileState now = answers.to(question);
            if (now.exists() && !desired.holds(now)) {
                missing.put(question.path(), desired.missing(now));
                after.put(question.path(), desired.fulfilled(now));
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new SetAttributes(missing.size() + " paths in " + dest, missing, after));
    }

    /** GNU tar writes a sign that is not printable as a backslash and its octal digits. */
    static String unescaped(String name) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && name.substring(i + 1).matches("[0-3][0-7]{2}.*")) {
                bytes.write(Integer.parseInt(name.substring(i + 1, i + 4), 8));
                i += 3;
            } else if (c == '\\' && i + 1 < name.length()) {
                char next = name.charAt(++i);
                bytes.write(next == 'n' ? '\n' : next == 't' ? '\t' : next == 'r' ? '\r' : next);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** For what was just unpacked. Names with line breaks are left out. */
    Optional<ScriptChange> attributes() {
        var desired = args.attributes().desired();
        if (desired.isEmpty()) {
            return Optional.empty();
        }
        String ownership = args.attributes().owner().orElse("")
                + args.attributes().group().map(name -> ":" + name).orElse("");
        ShellText script = FRESH.and(
                        "q=\nif tar --help 2>/dev/null | grep -q quoting-style; then q=--quoting-style=literal; fi\n")
                .and(listing(ShellText.lit(" $q")))
                .and(" | while IFS= read -r n; do\n  n=${n#./}\n  n=${n%/}\n")
                .and("  case /$n/ in */../*|//|/./) continue ;; esac\n  f=")
                .and(ShellText.EMPTY.glue(dest))
                .and("/$n\n  f=${f%/*}\n  [ -d \"$f\" ] || continue\n")
                .and("  [ \"$f\" = \"$l\" ] || at \"$f\"\n  l=$f\n  fresh")
                .arg(ownership)
                .arg(args.attributes().mode().map(mode -> mode.text()).orElse(""))
                .and(" \"./${n##*/}\"\ndone");
        return Optional.of(ScriptChange.of("set the attributes of what was unpacked", script, Touched.paths(dest)));
    }
}

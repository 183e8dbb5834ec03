package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.builtin.files.FindModule.Args;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.Tree;
import com.foobar.deploy.template.filter.regex.PythonRegex;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of a folder the find module takes. */
final class FindFilter {
    private static final Pattern AMOUNT = Pattern.compile("(-?)(\\d+)([a-z]?).*");

    private final Args args;
    private final List<PythonRegex> patterns;
    private final List<PythonRegex> excludes;
    private final Optional<PythonRegex> contains;
    private final Optional<Long> age;
    private final Optional<Long> size;

    FindFilter(Args args) {
        this.args = args;
        this.patterns = args.patterns().stream().map(this::compile).toList();
        this.excludes = args.excludes().stream().map(this::compile).toList();
        this.contains = args.contains().map(text -> PythonRegex.compile(text, false, args.readWholeFile()));
        this.age = args.age().map(text -> amount("age", text, "smhdw", new long[] {1, 60, 3600, 86_400, 604_800}));
        this.size = args.size()
                .map(text -> amount("size", text, "bkmgt", new long[] {1, 1L << 10, 1L << 20, 1L << 30, 1L << 40}));
    }

    private PythonRegex compile(String pattern) {
        return PythonRegex.compile(args.useRegex() ? pattern : fromGlob(pattern), false, false);
    }

    /** As Python's fnmatch: an asterisk matches dots too. */
    private static String fromGlob(String glob) {
        var regex = new StringBuilder("(?s:");
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close > 0) {
                String inner = glob.substring(i + 1, close).replace("\\", "\\\\");
                regex.append('[')
                        .append(inner.startsWith("!") ? "^" + inner.substring(1) : inner)
                        .append(']');
                i = close;
            } else {
                regex.append("\\.^$|()[]{}+".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
            }
        }
        return regex.append(")\\Z").toString();
    }

    /** Negative for "at most". */
    private static long amount(String argument, String text, String units, long[] factors) {
        Matcher matcher = AMOUNT.matcher(text.toLowerCase(Locale.ROOT).strip());
        int unit = matcher.matches() ? units.indexOf(matcher.group(3)) : -1;
        if (unit < 0) {
            throw ArgumentProblem.of("`" + text + "` is no " + argument);
        }
        long amount = Long.parseLong(matcher.group(2)) * factors[unit];
        return matcher.group(1).isEmpty() ? amount : -amount;
    }

    boolean matches(Tree.Entry entry) {
        String name = LocatedFile.baseName(entry.path());
        return (args.hidden() || !name.startsWith("."))
                && type(entry.state())
                && (patterns.isEmpty() || patterns.stream().anyMatch(pattern -> starts(pattern, name)))
                && excludes.stream().noneMatch(pattern -> starts(pattern, name))
                && age.filter(wished -> !old(wished, entry.state())).isEmpty()
                && size.filter(wished -> !large(wished, entry.state())).isEmpty()
                && mode(entry.state());
    }

    private static boolean starts(PythonRegex pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return PythonRegex.guarded(matcher::lookingAt);
    }

    private boolean type(FileState state) {
        return switch (args.fileType()) {
            case ANY -> true;
            case DIRECTORY -> state.isDirectory();
            case FILE -> state.isFile();
            case LINK -> state.isLink();
        };
    }

    private boolean old(long wished, FileState state) {
        double stamp = switch (args.ageStamp()) {
            case ATIME -> state.accessed();
            case CTIME -> state.statusChanged();
            case MTIME -> state.modified();
        };
        double seconds = Instant.now().getEpochSecond() - stamp;
        return wished >= 0 ? seconds >= wished : seconds <= -wished;
    }

    /** Only files have a size that counts. */
    private static boolean large(long wished, FileState state) {
        return !state.isFile() || (wished >= 0 ? state.size() >= wished : state.size() <= -wished);
    }

    private boolean mode(FileState state) {
        return args.mode()
                .map(mode -> SymbolicMode.apply(mode, 0, state.isDirectory()))
                .filter(bits -> args.exactMode() ? bits != state.mode() : (bits & ~state.mode()) != 0)
                .isEmpty();
    }

    /** Ansible matches at the start of each line. */
    boolean contains(FileState state) {
        Optional<String> text = state.text();
        if (contains.isEmpty() || text.isEmpty()) {
            return false;
        }
        if (args.readWholeFile()) {
            Matcher matcher = contains.get().matcher(text.get());
            return PythonRegex.guarded(matcher::find);
        }
        return EditedFile.split(text.get()).stream().anyMatch(line -> starts(contains.get(), line));
    }
}

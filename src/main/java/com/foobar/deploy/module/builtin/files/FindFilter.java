package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.builtin.files.FindModule.Args;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.Tree;
import com.foobar.deploy.template.filter.regex.PythonRegex;
import com.foobar.deploy.value.Wildcard;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of a directory the find module takes. */
final class FindFilter {
    private static final Pattern AMOUNT = Pattern.compile("(-?)(\\d+)([a-z]?).*");

    private final Args args;
    private final List<Predicate<String>> patterns;
    private final List<Predicate<String>> excludes;
    private final Optional<PythonRegex> contains;
    private final Optional<Long> age;
    private final Optional<Long> size;

    FindFilter(Args args) {
        this.args = args;
        this.patterns = args.patterns().stream().map(this::name).toList();
        this.excludes = args.excludes().stream().map(this::name).toList();
        this.contains = args.contains().map(text -> PythonRegex.compile(text, false, args.readWholeFile()));
        this.age = args.age().map(text -> amount("age", text, "smhdw", new long[] {1, 60, 3600, 86_400, 604_800}));
        this.size = args.size()
                .map(text -> amount("size", text, "bkmgt", new long[] {1, 1L << 10, 1L << 20, 1L << 30, 1L << 40}));
    }

    private Predicate<String> name(String pattern) {
        if (!args.useRegex()) {
            return Wildcard.of(pattern)::matches;
        }
        PythonRegex regex = PythonRegex.compile(pattern, false, false);
        return name -> starts(regex, name);
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
                && (patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.test(name)))
                && excludes.stream().noneMatch(pattern -> pattern.test(name))
                && age.filter(desired -> !old(desired, entry.state())).isEmpty()
                && size.filter(desired -> !large(desired, entry.state())).isEmpty()
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

    private boolean old(long desired, FileState state) {
        double stamp = switch (args.ageStamp()) {
            case ATIME -> state.accessed();
            case CTIME -> state.statusChanged();
            case MTIME -> state.modified();
        };
        double seconds = Instant.now().getEpochSecond() - stamp;
        return desired >= 0 ? seconds >= desired : seconds <= -desired;
    }

    /** Only files have a size that counts. */
    private static boolean large(long desired, FileState state) {
        return !state.isFile() || (desired >= 0 ? state.size() >= desired : state.size() <= -desired);
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

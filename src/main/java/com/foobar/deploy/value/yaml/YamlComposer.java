package com.foobar.deploy.value.yaml;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.VaultReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.scanner.ScannerImpl;

/** Parses one document by SnakeYAML and tells its errors in the tool's own form. */
final class YamlComposer {
    private static final int MOST_CODE_POINTS = 64 * 1024 * 1024;
    private static final int DEEPEST = 100;

    private final VaultReader vault;
    private final String name;
    private final boolean secret;

    YamlComposer(VaultReader vault, String name, boolean secret) {
        this.vault = vault;
        this.name = name;
        this.secret = secret;
    }

    static {
        // PyYAML knows this escape of JSON, and SnakeYAML does not.
        ScannerImpl.ESCAPE_REPLACEMENTS.put('/', "/");
    }

    Optional<YamlNode> compose(String text) {
        boolean json = JsonForm.is(text);
        try {
            var options = new LoaderOptions();
            options.setCodePointLimit(MOST_CODE_POINTS);
            options.setNestingDepthLimit(DEEPEST);
            options.setMaxAliasesForCollections(500);
            var dumper = new DumperOptions();
            var yaml = new Yaml(
                    new SafeConstructor(options), new Representer(dumper), dumper, options, new YamlResolver(json));
            Node root = yaml.compose(new java.io.StringReader(json ? text.replace('\t', ' ') : text));
            return Optional.ofNullable(root).map(new YamlConverter(vault, name, text, secret)::convert);
        } catch (MarkedYAMLException e) {
            throw syntax(e, text);
        } catch (ReaderException e) {
            throw unprintable(e, text);
        } catch (YAMLException e) {
            throw Diagnostic.of(ErrorCode.YAML_SYNTAX, "this is not valid YAML: " + e.getMessage())
                    .at(Place.of(name))
                    .toException(e);
        }
    }

    /** The cause is left out where the text is secret: SnakeYAML's message quotes it. */
    private DeployException syntax(MarkedYAMLException e, String text) {
        Mark mark = mark(e);
        var place = mark == null ? Place.of(name) : new Place(name, mark.getLine() + 1, mark.getColumn() + 1);
        Optional<DeployException> unquoted = UnquotedTemplate.at(place, text, secret);
        if (unquoted.isPresent()) {
            return unquoted.get();
        }
        String problem = String.valueOf(e.getProblem());
        var diagnostic = Diagnostic.of(ErrorCode.YAML_SYNTAX, "this is not valid YAML: " + told(e, problem))
                .at(place);
        Diagnostic advised = advice(problem).map(diagnostic::advise).orElse(diagnostic);
        return secret ? advised.toException() : advised.toException(e);
    }

    private static String told(MarkedYAMLException e, String problem) {
        if (problem.contains("TAB")) {
            return "a tab stands where only spaces may indent";
        }
        return problem + (e.getContext() == null ? "" : " " + e.getContext());
    }

    /** What never ends is shown where it starts, not after the last line. */
    private static @Nullable Mark mark(MarkedYAMLException e) {
        boolean endless = String.valueOf(e.getProblem()).contains("stream end")
                || String.valueOf(e.getProblem()).contains("end of stream");
        boolean start = e.getProblemMark() == null || endless && e.getContextMark() != null;
        return start ? e.getContextMark() : e.getProblemMark();
    }

    private static Optional<String> advice(String problem) {
        if (problem.contains("'\\t'") || problem.contains("TAB")) {
            return Optional.of("YAML is indented with spaces: replace the tab");
        }
        if (problem.contains("mapping values are not allowed")) {
            return Optional.of("a string that holds `: ` must stand in quotes");
        }
        if (problem.contains("expected <block end>") || problem.contains("expected ',' or")) {
            return Optional.of("check the indentation, and put a value that starts with `{{` in quotes");
        }
        if (problem.contains("cannot start any token")) {
            return Optional.of("a string that starts with this character must stand in quotes");
        }
        if (problem.contains("another document")) {
            return Optional.of("the file may hold one document only: remove the second `---`");
        }
        return Optional.empty();
    }

    private DeployException unprintable(ReaderException e, String text) {
        String before = text.substring(0, Math.min(text.offsetByCodePoints(0, countable(e, text)), text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return Diagnostic.of(
                        ErrorCode.YAML_SYNTAX,
                        "this is not valid YAML: the character U+%04X is not allowed".formatted(e.getCodePoint()))
                .at(new Place(name, line, column))
                .advise("write it as an escape in a string in double quotes: \"\\x%02x\"".formatted(e.getCodePoint()))
                .toException();
    }

    private static int countable(ReaderException e, String text) {
        return Math.clamp(e.getPosition(), 0, text.codePointCount(0, text.length()));
    }
}

package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.lint.SourceFile;
import com.foobar.deploy.lint.TaskNode;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a host has said, put into the text of a command or of SQL as it is. Words are compared, not expressions: a name
 * that is set from a registered result, by way of other names too, counts as the host's.
 */
final class UnquotedHostOutput implements Rule {
    private static final Set<String> COMMANDS = Set.of("command", "shell", "raw", "script");
    private static final Set<String> NO_TEXT = Set.of("stdin", "creates", "removes", "chdir", "executable");
    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Filters whose result is safe as it is: quoted, a number, digits and letters, or one of the inventory's names. */
    private static final Pattern SAFE =
            Pattern.compile("(?s).*(\\|\\s*(quote|int|float|length|bool|b64encode|hash(\\([^)]*\\))?)"
                    + "|intersect\\(groups\\[[^]]*]\\)(\\s*\\|\\s*(first|list|default\\([^)]*\\)))*"
                    + "|map\\(attribute='inventory_hostname'\\)"
                    + "(\\s*\\|\\s*(first|list|unique|sort|default\\([^|]*\\)|join\\([^)]*\\)))*)"
                    + "\\s*");

    private static final Set<String> HOST_FACTS = Set.of("ansible_facts", "ansible_local");

    @Override
    public String id() {
        return "unquoted-host-output";
    }

    @Override
    public String about() {
        return "A command or an SQL statement holds what a host has said as it is: another host, or the same one as"
                + " root, would run what that says.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        Set<String> said = said(project);
        return project.tasks().flatMap(task -> ofTask(task, said));
    }

    private Stream<Finding> ofTask(TaskNode task, Set<String> said) {
        Set<String> here = saidInLoop(task, said);
        var findings = new ArrayList<Finding>();
        texts(task).forEach(text -> {
            Set<String> names = new TreeSet<>();
            expressions(text.text()).filter(part -> !isSafe(part)).forEach(part -> names.addAll(words(part, here)));
            names.forEach(
                    name -> findings.add(Finding.of(id(), text.place().orElse(task.place()), message(task, name))));
        });
        return findings.stream();
    }

    private static String message(TaskNode task, String name) {
        String way = task.moduleName().equals("mysql_query") ? "pass it by `named_args`" : "add `| quote`";
        return "`" + name + "` comes from a host and is put into this `" + task.moduleName() + "` as it is: check its"
                + " form and " + way;
    }

    /** The texts of a task that something else than the module reads as code. */
    private static Stream<TextValue> texts(TaskNode task) {
        Optional<YamlNode> module = task.module().map(YamlNode.Entry::value);
        if (module.isEmpty()) {
            return Stream.of();
        }
        if (task.moduleName().equals("mysql_query")) {
            return task.argument("query").stream().flatMap(UnquotedHostOutput::scalars);
        }
        if (!COMMANDS.contains(task.moduleName())) {
            return Stream.of();
        }
        return module.get() instanceof YamlNode.Mapping mapping
                ? mapping.entries().stream()
                        .filter(entry -> !NO_TEXT.contains(entry.name()))
                        .flatMap(entry -> scalars(entry.value()))
                : scalars(module.get());
    }

    private static Stream<TextValue> scalars(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar.value() instanceof TextValue text ? Stream.of(text) : Stream.of();
            case YamlNode.Sequence list -> list.items().stream().flatMap(UnquotedHostOutput::scalars);
            case YamlNode.Mapping mapping -> mapping.entries().stream().flatMap(entry -> scalars(entry.value()));
        };
    }

    /** In a loop over what a host has said its item comes from there too. */
    private static Set<String> saidInLoop(TaskNode task, Set<String> said) {
        boolean loops = task.mapping().get("loop").stream()
                .flatMap(UnquotedHostOutput::scalars)
                .anyMatch(text -> isSaid(text.text(), said));
        if (!loops) {
            return said;
        }
        var here = new HashSet<>(said);
        here.add(task.mapping()
                .get("loop_control")
                .filter(YamlNode.Mapping.class::isInstance)
                .flatMap(node -> ((YamlNode.Mapping) node).get("loop_var"))
                .map(node -> String.valueOf(node.toValue()))
                .orElse("item"));
        return here;
    }

    /** Registered names, and those that are set from them. */
    private static Set<String> said(Project project) {
        var said = new HashSet<>(HOST_FACTS);
        project.tasks()
                .flatMap(task -> task.mapping().get("register").stream())
                .forEach(node -> said.add(String.valueOf(node.toValue())));
        Map<String, List<String>> set = definitions(project);
        boolean more = true;
        while (more) {
            int before = said.size();
            set.forEach((name, texts) -> {
                if (texts.stream().anyMatch(text -> isSaid(text, said))) {
                    said.add(name);
                }
            });
            more = said.size() > before;
        }
        return said;
    }

    private static boolean isSaid(String text, Set<String> said) {
        return expressions(text)
                .anyMatch(part -> !isSafe(part) && !words(part, said).isEmpty());
    }

    /** Texts by the name that they are given to: by set_fact, in `vars`, in files of variables. */
    private static Map<String, List<String>> definitions(Project project) {
        var set = new HashMap<String, List<String>>();
        Consumer<YamlNode> within = node -> {
            if (node instanceof YamlNode.Mapping mapping) {
                mapping.entries()
                        .forEach(entry -> scalars(entry.value())
                                .forEach(text -> set.computeIfAbsent(entry.name(), _ -> new ArrayList<>())
                                        .add(text.text())));
            }
        };
        project.ofKind(SourceFile.Kind.VARIABLES).forEach(file -> file.root().ifPresent(within));
        project.files().stream()
                .flatMap(SourceFile::mappings)
                .forEach(mapping -> Stream.of("vars", "set_fact", "ansible.builtin.set_fact")
                        .flatMap(key -> mapping.get(key).stream())
                        .forEach(within));
        set.remove("plan_result");
        return set;
    }

    /** Statements of the language count whole, since what they choose from ends up in the text. */
    private static Stream<String> expressions(String text) {
        if (text.contains("{%")) {
            return Stream.of(text);
        }
        Matcher expression = EXPRESSION.matcher(text);
        return expression.results().map(found -> found.group(1));
    }

    private static boolean isSafe(String expression) {
        return SAFE.matcher(expression).matches();
    }

    private static Set<String> words(String expression, Set<String> said) {
        var found = new TreeSet<String>();
        Matcher word = WORD.matcher(expression);
        while (word.find()) {
            boolean attribute = word.start() > 0 && expression.charAt(word.start() - 1) == '.';
            if (said.contains(word.group()) && (!attribute || expression.contains("hostvars"))) {
                found.add(word.group());
            }
        }
        return found;
    }
}

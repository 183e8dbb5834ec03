package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.playbook.Action;
import com.foobar.deploy.playbook.loader.Keyword.Use;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.SecretNames;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a task's module and reads its arguments in all the forms that playbooks have them. */
final class ActionReader {
    /** Blanks, but not those within a template. */
    private static final String BETWEEN_WORDS = "\\s+(?![^{}]*}})";

    private static final String RAW = "_raw_params";
    private static final Set<String> COMMANDS =
            Set.of("command", "shell", "raw", "script", "win_command", "win_shell", "expect");

    private final ModuleNames modules;

    ActionReader(ModuleNames modules) {
        this.modules = modules;
    }

    /**
     * Reads the action.
     *
     * @param others the entries of the task that are no keywords
     */
    Action read(YamlNode.Mapping task, List<YamlNode.Entry> others, Use use) {
        Action action = named(task, others, use);
        Optional<YamlNode> args = KeywordReader.node(task, "args");
        Action complete = args.map(node -> withArgs(action, node)).orElse(action);
        check(complete);
        return complete;
    }

    private Action named(YamlNode.Mapping task, List<YamlNode.Entry> others, Use use) {
        Optional<YamlNode.Entry> action = task.entry("action").or(() -> task.entry("local_action"));
        if (action.isPresent()) {
            if (!others.isEmpty()) {
                throw modules.known(others.getFirst().name())
                        ? conflict(action.get(), others.getFirst())
                        : KeywordReader.unknown(others.getFirst(), use).toException();
            }
            return spelledOut(action.get());
        }
        YamlNode.Entry entry = single(task, others, use);
        return arguments(entry.name(), entry.value(), entry.key().place(), false);
    }

    private YamlNode.Entry single(YamlNode.Mapping task, List<YamlNode.Entry> others, Use use) {
        if (others.isEmpty()) {
            throw Diagnostic.of(ErrorCode.CONFLICTING_MODULES, "this " + use.title() + " names no module")
                    .at(task.place())
                    .advise("a task has one key that is a module, such as `copy:` or `service:`")
                    .toException();
        }
        List<YamlNode.Entry> known =
                others.stream().filter(entry -> isModule(entry.name())).toList();
        if (known.size() > 1) {
            throw conflict(known.get(0), known.get(1));
        }
        if (known.size() == 1) {
            others.stream()
                    .filter(entry -> entry != known.getFirst())
                    .findFirst()
                    .ifPresent(entry -> {
                        throw outside(known.getFirst(), entry, use).toException();
                    });
            return known.getFirst();
        }
        throw unknown(others, use).toException();
    }

    /** An argument of the module that is not indented below it is told so. */
    private Diagnostic outside(YamlNode.Entry module, YamlNode.Entry entry, Use use) {
        Diagnostic unknown = KeywordReader.unknown(entry, use);
        boolean argument = modules.hasArgument(module.name(), entry.name());
        return argument
                ? unknown.advise("`" + entry.name() + "` is an argument of `" + module.name() + "`: indent it below `"
                        + module.name() + ":`")
                : unknown;
    }

    boolean isModule(String name) {
        return FileStatement.find(name).isPresent() || modules.known(name);
    }

    private static RuntimeException conflict(YamlNode.Entry first, YamlNode.Entry second) {
        return Diagnostic.of(
                        ErrorCode.CONFLICTING_MODULES,
                        "a task has one module, and here are two: `" + first.name() + "` and `" + second.name() + "`")
                .at(second.key().place())
                .advise("make two tasks of it")
                .toException();
    }

    /** Nothing here is known: a keyword that is nearly right is likelier than a module, where there are several keys. */
    private Diagnostic unknown(List<YamlNode.Entry> others, Use use) {
        for (YamlNode.Entry entry : others) {
            Diagnostic keyword = KeywordReader.unknown(entry, use);
            if (!keyword.advice().isEmpty() && others.size() > 1) {
                return keyword;
            }
        }
        YamlNode.Entry entry = others.getFirst();
        return unknownModule(entry.name(), entry.key().place());
    }

    private Diagnostic unknownModule(String name, Place place) {
        var names = new ArrayList<>(modules.names());
        names.addAll(KeywordTable.names(Use.TASK));
        String plain = name.startsWith("ansible.builtin.") ? KeywordReader.lastPart(name) : name;
        return Diagnostic.of(ErrorCode.UNKNOWN_MODULE, "there is no module `" + name + "`")
                .at(place)
                .suggest(plain, names);
    }

    /** {@code action: copy src=a dest=b} and {@code action: {module: copy, src: a, dest: b}}. */
    private Action spelledOut(YamlNode.Entry entry) {
        boolean local = entry.name().equals("local_action");
        Place place = entry.value().place();
        if (entry.value() instanceof YamlNode.Mapping mapping) {
            String module = KeywordReader.node(mapping, "module")
                    .map(node -> Shapes.text("module", node).text())
                    .orElseThrow(() -> Shapes.wrong(entry.name(), "a mapping with `module`", mapping));
            refuseUnknown(module, place);
            List<YamlNode.Entry> rest = mapping.entries().stream()
                    .filter(argument -> !argument.name().equals("module"))
                    .toList();
            return new Action(module, new YamlNode.Mapping(rest, place).toValue(), Optional.empty(), local, place);
        }
        TextValue text = Shapes.text(entry.name(), entry.value());
        String[] words = text.text().strip().split(BETWEEN_WORDS, 2);
        refuseUnknown(words[0], place);
        TextValue arguments = written(words.length > 1 ? words[1] : "", text, place);
        return arguments(words[0], new YamlNode.Scalar(arguments, place), place, local);
    }

    /** A name that is a template is known only when the task runs. */
    private void refuseUnknown(String module, Place place) {
        if (!module.startsWith("{{") && !isModule(module)) {
            throw unknownModule(module, place).toException();
        }
    }

    private Action arguments(String module, YamlNode value, Place place, boolean local) {
        var none = new Action(module, MapValue.EMPTY, Optional.empty(), local, place);
        if (Shapes.isNull(value)) {
            return none;
        }
        if (value instanceof YamlNode.Mapping mapping) {
            return none.withArguments(mapping.toValue());
        }
        if (!(value instanceof YamlNode.Scalar scalar) || !(scalar.value() instanceof TextValue text)) {
            throw Diagnostic.of(
                            ErrorCode.KEYWORD_VALUE,
                            "the arguments of `" + module + "` must be a mapping or a string, not " + value.kind())
                    .at(value.place())
                    .advise("write each argument as `name: value` on a line of its own, without `- `")
                    .toException();
        }
        if (freeForm(module).isEmpty() && isOneTemplate(text)) {
            return none.withTemplate(text);
        }
        return none.withArguments(words(module, text, value.place()));
    }

    private static boolean isOneTemplate(TextValue text) {
        String stripped = text.text().strip();
        return text.template() && stripped.startsWith("{{") && stripped.endsWith("}}") && stripped.indexOf("{{", 2) < 0;
    }

    private Optional<String> freeForm(String module) {
        Optional<FileStatement> statement = FileStatement.find(module);
        if (statement.isPresent()) {
            return statement.filter(FileStatement::takesFile).map(_ -> "file");
        }
        String plain = KeywordReader.lastPart(module);
        return modules.freeForm(module).or(() -> COMMANDS.contains(plain) ? Optional.of(RAW) : Optional.empty());
    }

    private MapValue words(String module, TextValue text, Place place) {
        boolean command = COMMANDS.contains(KeywordReader.lastPart(module));
        var split = KeyValueText.of(text.text(), name -> !command || KeyValueText.OF_COMMANDS.contains(name));
        if (!split.balanced() && !command) {
            throw Diagnostic.of(ErrorCode.KEYWORD_VALUE, "a quote or `{{` in the arguments of `" + module + "` is open")
                    .at(place)
                    .advise("write the arguments as a mapping")
                    .toException();
        }
        var arguments = new LinkedHashMap<Value, Value>();
        if (!split.rest().isEmpty()) {
            arguments.put(Value.of(restName(module, split.rest(), place)), written(split.rest(), text, place));
        }
        split.arguments()
                .forEach((name, value) -> arguments.put(
                        TextValue.plain(name).withPlace(place), SecretNames.mark(name, written(value, text, place))));
        return new MapValue(Collections.unmodifiableMap(arguments));
    }

    private String restName(String module, String rest, Place place) {
        Optional<String> name = freeForm(module);
        if (name.isEmpty() && modules.names().contains(KeywordReader.lastPart(module))) {
            throw Diagnostic.of(
                            ErrorCode.KEYWORD_VALUE,
                            "module `" + module + "` takes arguments by name; what is `" + rest + "`?")
                    .at(place)
                    .advise("write the arguments as a mapping")
                    .toException();
        }
        return name.orElse(RAW);
    }

    private static TextValue written(String part, TextValue whole, Place place) {
        TextValue value = whole.trusted()
                ? TextValue.written(part, place)
                : TextValue.plain(part).withPlace(place);
        return whole.secret() ? value.withSecret() : value;
    }

    private static Action withArgs(Action action, YamlNode args) {
        if (args instanceof YamlNode.Mapping mapping) {
            var merged = new LinkedHashMap<>(mapping.toValue().entries());
            merged.putAll(action.arguments().entries());
            return action.withArguments(new MapValue(Collections.unmodifiableMap(merged)));
        }
        if (args instanceof YamlNode.Scalar scalar && scalar.value() instanceof TextValue text && isOneTemplate(text)) {
            return action.withTemplate(text);
        }
        if (args instanceof YamlNode.Scalar scalar && scalar.value() instanceof TextValue text) {
            var split = KeyValueText.of(text.text(), _ -> true);
            var merged = new LinkedHashMap<Value, Value>();
            split.arguments().forEach((name, value) -> merged.put(Value.of(name), written(value, text, args.place())));
            merged.putAll(action.arguments().entries());
            return action.withArguments(new MapValue(Collections.unmodifiableMap(merged)));
        }
        throw Shapes.wrong("args", "a mapping", args);
    }

    /** Checks each name on its own, so that the error is at the argument and not at the task. */
    private void check(Action action) {
        for (Map.Entry<Value, Value> argument : action.arguments().entries().entrySet()) {
            Place place =
                    argument.getKey() instanceof TextValue name ? name.place().orElse(action.place()) : action.place();
            Optional<FileStatement> statement = FileStatement.find(action.module());
            if (statement.isPresent()) {
                checkStatement(statement.get(), String.valueOf(argument.getKey()), place);
            } else if (!argument.getKey().equals(Value.of(RAW))) {
                modules.checkArguments(
                        action.module(), new MapValue(Map.of(argument.getKey(), argument.getValue())), place);
            }
        }
    }

    private static void checkStatement(FileStatement statement, String name, Place place) {
        if (!statement.arguments().contains(name) && statement != FileStatement.INCLUDE) {
            throw Diagnostic.of(
                            ErrorCode.UNKNOWN_ARGUMENT, "`" + statement.title() + "` has no argument `" + name + "`")
                    .at(place)
                    .suggest(name, statement.arguments())
                    .toException();
        }
    }
}

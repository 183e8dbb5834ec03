package com.foobar.deploy.module.builtin.control;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.yaml.YamlNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads variables from files of the controller. */
final class IncludeVarsModule implements Module<IncludeVarsModule.Args> {
    record Args(
            @Arg(value = "a YAML or JSON file, looked for below `vars`", freeForm = true, aliases = "_raw_params")
            Optional<String> file,

            @Arg("a directory of such files, read in the order of their names")
            Optional<String> dir,

            @Arg("put the variables below this one") Optional<String> name,

            @Arg(value = "how many levels of directories are read; 0 means all", fallback = "0")
            int depth,

            @Arg("a regular expression that file names must match")
            Optional<String> filesMatching,

            @Arg("names of files to leave out") List<String> ignoreFiles,

            @Arg("endings of files to read; yaml, yml and json where none are given")
            List<String> extensions,

            @Arg(value = "pass over files with other endings", fallback = "false")
            boolean ignoreUnknownExtensions,

            @Arg(value = "`replace` (mappings replace each other) or `merge`", fallback = "replace")
            HashBehaviour hashBehaviour) {
        Args {
            if (file.isPresent() == dir.isPresent()) {
                throw new IllegalArgumentException("exactly one of `file` and `dir` is required");
            }
            if (extensions.isEmpty()) {
                extensions = List.of("yaml", "yml", "json");
            }
        }
    }

    /** What becomes of a mapping that is defined twice. */
    enum HashBehaviour {
        REPLACE,
        MERGE
    }

    @Override
    public String name() {
        return "include_vars";
    }

    @Override
    public String summary() {
        return "Reads variables from files of the controller.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public boolean controllerOnly() {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        List<Path> files = args.file().isPresent()
                ? List.of(context.source("vars", args.file().get()))
                : folder(args, context.source("vars", args.dir().orElseThrow()));
        var variables = new LinkedHashMap<String, Value>();
        files.forEach(file -> variables.putAll(read(file, context)));
        Map<String, Value> found = args.name()
                .<Map<String, Value>>map(name -> Map.of(name, Value.of(variables)))
                .orElse(variables);
        if (args.hashBehaviour() == HashBehaviour.MERGE) {
            found = merged(found, context);
        }
        ModuleResult result = ModuleResult.of(Map.of(
                "ansible_included_var_files",
                ListValue.ofStrings(files.stream().map(Path::toString).toList()),
                "ansible_facts",
                Value.of(found)));
        return new Decision.Control(List.of(new ControlEffect.IncludeVars(found)), false, result);
    }

    private static Map<String, Value> read(Path file, TaskContext context) {
        Optional<YamlNode> document = context.yaml().read(file);
        if (document.isEmpty()) {
            return Map.of();
        }
        if (document.get() instanceof YamlNode.Mapping mapping) {
            return mapping.toValue().strings();
        }
        throw ArgumentProblem.of("`" + file + "` is to hold a mapping of variables, not "
                + document.get().kind());
    }

    private static List<Path> folder(Args args, Path folder) {
        int depth = args.depth() == 0 ? Integer.MAX_VALUE : args.depth();
        try (Stream<Path> walk = Files.walk(folder, depth)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> wanted(args, file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean wanted(Args args, Path file) {
        String name = file.getFileName().toString();
        if (args.ignoreFiles().contains(name)
                || args.filesMatching()
                        .filter(regex -> !Pattern.compile(regex).matcher(name).find())
                        .isPresent()) {
            return false;
        }
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (args.extensions().contains(ending)) {
            return true;
        }
        if (args.ignoreUnknownExtensions()) {
            return false;
        }
        throw ArgumentProblem.of("`" + file + "` has none of the endings " + String.join(", ", args.extensions()));
    }

    private static Map<String, Value> merged(Map<String, Value> found, TaskContext context) {
        var all = new LinkedHashMap<String, Value>();
        found.forEach((name, value) -> all.put(name, merge(context.scope().lookup(name), value)));
        return all;
    }

    private static Value merge(Value older, Value newer) {
        if (!(older instanceof MapValue below && newer instanceof MapValue above)) {
            return newer;
        }
        var all = new LinkedHashMap<>(below.entries());
        above.entries().forEach((key, value) -> all.merge(key, value, IncludeVarsModule::merge));
        return new MapValue(all);
    }
}

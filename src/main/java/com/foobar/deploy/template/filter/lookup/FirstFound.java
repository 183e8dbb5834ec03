package com.foobar.deploy.template.filter.lookup;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.collection.ValueFilters;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lookup {@code first_found}. Its terms are names, lists of names, or mappings with {@code files}, {@code paths}
 * and {@code skip}, which may also be options of the whole.
 */
final class FirstFound {
    /** Where Ansible looks depends on the module; a name that is found in none of these is not there for any. */
    private static final List<String> KINDS = List.of("files", "templates", "vars", "tasks");

    private final Call call;
    private final Set<String> names = new LinkedHashSet<>();
    private boolean skip;

    private FirstFound(Call call) {
        this.call = call;
    }

    static List<Value> find(Call call) {
        Arguments.ofNamed(call, "files", "paths", "skip");
        var search = new FirstFound(call);
        if (call.named().containsKey("files")) {
            search.addMapping(MapValue.ofStrings(call.named()));
        }
        search.skip |= toBool(call.named().get("skip"));
        call.positional().forEach(search::add);
        return search.run();
    }

    private static boolean toBool(@org.jspecify.annotations.Nullable Value value) {
        return value != null && (value instanceof TextValue ? ValueFilters.toBool(value) : PythonValues.truth(value));
    }

    private void add(Value term) {
        switch (term) {
            case TextValue text ->
                addNames(List.of(text.text()), pathsOf(call.named().get("paths")));
            case ListValue list -> list.items().forEach(this::add);
            case MapValue map -> addMapping(map);
            // A name made of a variable that this host does not have leads nowhere: the next one may.
            case UndefinedValue _, NullValue _ -> {}
            default ->
                throw Problem.type("`first_found` takes strings, mappings and lists, not a value of type "
                        + PythonValues.typeName(term));
        }
    }

    private void addMapping(MapValue term) {
        Set<String> unknown = new LinkedHashSet<>(term.strings().keySet());
        unknown.removeAll(List.of("files", "paths", "skip"));
        if (!unknown.isEmpty()) {
            String name = unknown.iterator().next();
            throw Diagnostic.of(ErrorCode.EXPRESSION_TYPE, "`first_found` has no option `" + name + "`")
                    .suggest(name, List.of("files", "paths", "skip"))
                    .toException();
        }
        skip |= toBool(term.get("skip"));
        addNames(split(term.get("files"), ",;"), pathsOf(term.get("paths")));
    }

    private static List<String> pathsOf(@org.jspecify.annotations.Nullable Value paths) {
        return split(paths, ",:;");
    }

    private static List<String> split(@org.jspecify.annotations.Nullable Value given, String separators) {
        return switch (given) {
            case null -> List.of();
            case NullValue _, UndefinedValue _ -> List.of();
            case ListValue list ->
                list.items().stream()
                        .filter(item -> !(item instanceof UndefinedValue))
                        .flatMap(item -> split(item, separators).stream())
                        .toList();
            default -> List.of(PythonText.str(given).split("[" + separators + "]"));
        };
    }

    private void addNames(List<String> files, List<String> paths) {
        if (paths.isEmpty()) {
            names.addAll(files);
        }
        for (String path : paths) {
            files.forEach(file -> names.add(Path.of(path).resolve(file).toString()));
        }
    }

    private List<Value> run() {
        for (String name : names) {
            Optional<Path> found = KINDS.stream()
                    .flatMap(kind -> call.context().scope().files().find(kind, name).stream())
                    .findFirst();
            if (found.isPresent()) {
                return List.of(Value.of(found.get().toString()));
            }
        }
        if (skip) {
            return List.of();
        }
        var problem = Diagnostic.of(ErrorCode.SOURCE_NOT_FOUND, "`first_found` finds none of " + quoted(names));
        var looked = new ArrayList<Path>();
        names.forEach(name -> looked.addAll(call.context().scope().files().candidates("files", name)));
        for (Path candidate : looked.subList(0, Math.min(looked.size(), 10))) {
            problem = problem.advise("looked for `" + candidate + "`");
        }
        throw problem.advise("`skip: true` makes it find nothing instead").toException();
    }

    private static String quoted(Set<String> names) {
        return names.isEmpty() ? "no names" : "`" + String.join("`, `", names) + "`";
    }
}

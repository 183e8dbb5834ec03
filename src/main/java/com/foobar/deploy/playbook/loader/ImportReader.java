package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.playbook.Include;
import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.RoleUse;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Carries out {@code import_tasks} and {@code import_role}, and checks the includes that wait for the run. */
final class ImportReader {
    /** What Ansible lets an include have; everything else goes below {@code apply}. */
    private static final Set<String> OF_INCLUDES = Set.of(
            "name",
            "action",
            "args",
            "collections",
            "ignore_errors",
            "listen",
            "loop",
            "loop_control",
            "no_log",
            "register",
            "run_once",
            "tags",
            "timeout",
            "vars",
            "when");

    private static final Set<String> HOLDING_ARGUMENTS = Set.of("args", "action", "local_action");

    private final TaskListReader lists;
    private final RoleReader roles;
    private final PlaybookFiles files;
    private final KnownNames names;
    private final KeywordReader keywords;

    ImportReader(
            TaskListReader lists, RoleReader roles, PlaybookFiles files, KnownNames names, KeywordReader keywords) {
        this.keywords = keywords;
        this.lists = lists;
        this.roles = roles;
        this.files = files;
        this.names = names;
    }

    RoleReader roles() {
        return roles;
    }

    /**
     * What stands for the statement: the imported nodes, or the include itself.
     *
     * @param own keywords of the task
     */
    List<Node> carryOut(
            FileStatement statement, Task task, YamlNode.Mapping mapping, Keywords own, LoadContext context) {
        return switch (statement) {
            case IMPORT_TASKS -> importTasks(statement, task, own, context);
            case IMPORT_ROLE -> importRole(task, own, context);
            case INCLUDE ->
                isStatic(task)
                        ? importTasks(statement, task, withParameters(task, own), context)
                        : List.of(include(FileStatement.INCLUDE_TASKS, withOldParameters(task), mapping));
            case INCLUDE_TASKS, INCLUDE_ROLE -> {
                checkKeywords(statement, mapping);
                yield List.of(include(statement, task, mapping));
            }
            case IMPORT_PLAYBOOK ->
                throw Diagnostic.of(ErrorCode.UNKNOWN_KEYWORD, "`import_playbook` stands among plays, not among tasks")
                        .at(task.place())
                        .toException();
        };
    }

    private static boolean isStatic(Task task) {
        return task.loop().isEmpty()
                && task.arguments().find("file").filter(ImportReader::isPlain).isPresent();
    }

    private static boolean isPlain(Value value) {
        return value instanceof TextValue text && !text.template();
    }

    private Include include(FileStatement statement, Task task, YamlNode.Mapping mapping) {
        Task call = task.calling(statement.title(), task.arguments(), task.keywords(), task.origin());
        return new Include(
                call,
                statement.takesFile() ? Include.Kind.TASKS : Include.Kind.ROLE,
                name(statement, task),
                from(task),
                applied(mapping),
                audience(task, RoleInstance.Audience.NOBODY_ELSE));
    }

    /** The arguments of the entry files. */
    private static Map<String, Value> from(Task task) {
        var from = new LinkedHashMap<String, Value>();
        for (String kind : List.of("tasks", "vars", "defaults", "handlers")) {
            task.arguments().find(kind + "_from").ifPresent(value -> from.put(kind, value));
        }
        return from;
    }

    private static RoleInstance.Audience audience(Task task, RoleInstance.Audience otherwise) {
        return task.arguments()
                .find("public")
                .map(value -> String.valueOf(value).toLowerCase(Locale.ROOT).matches("true|yes|on|1"))
                .map(isPublic -> isPublic ? RoleInstance.Audience.PLAY : RoleInstance.Audience.NOBODY_ELSE)
                .orElse(otherwise);
    }

    private Include.Applied applied(YamlNode.Mapping include) {
        Optional<YamlNode> apply = include.entries().stream()
                .filter(entry -> HOLDING_ARGUMENTS.contains(entry.name())
                        || KeywordTable.find(entry.name()).isEmpty())
                .map(YamlNode.Entry::value)
                .flatMap(value -> value instanceof YamlNode.Mapping arguments
                        ? KeywordReader.node(arguments, "apply").stream()
                        : Stream.empty())
                .findFirst();
        if (apply.isEmpty()) {
            return Include.Applied.NOTHING;
        }
        if (!(apply.get() instanceof YamlNode.Mapping mapping)) {
            throw Diagnostic.of(ErrorCode.KEYWORD_VALUE, "`apply` must be a mapping of keywords")
                    .at(apply.get().place())
                    .advise("write the keywords below `apply:`; each of them may be a template")
                    .toException();
        }
        keywords.checkAll(mapping, Keyword.Use.BLOCK);
        return new Include.Applied(keywords.read(mapping, Keyword.Use.BLOCK), TaskReader.notifies(mapping));
    }

    private static Value name(FileStatement statement, Task task) {
        String name = statement.takesFile() ? "file" : "name";
        Optional<Value> value = task.arguments()
                .find(name)
                .or(() -> statement.takesFile()
                        ? Optional.empty()
                        : task.arguments().find("role"));
        return value.orElseThrow(
                () -> Diagnostic.of(ErrorCode.MISSING_ARGUMENT, "`" + statement.title() + "` needs `" + name + "`")
                        .at(task.place())
                        .toException());
    }

    private static void checkKeywords(FileStatement statement, YamlNode.Mapping mapping) {
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.name();
            if (KeywordTable.find(name).isPresent() && !OF_INCLUDES.contains(name)) {
                throw Diagnostic.of(
                                ErrorCode.UNKNOWN_KEYWORD,
                                "`" + statement.title() + "` takes no keyword `" + name + "`")
                        .at(entry.key().place())
                        .advise("give it to the included tasks: put it below `apply`")
                        .toException();
            }
        }
    }

    private static void refuseLoop(FileStatement statement, Task task) {
        if (task.loop().isPresent()) {
            throw Diagnostic.of(ErrorCode.KEYWORD_VALUE, "`" + statement.title() + "` cannot have a loop")
                    .at(task.place())
                    .advise("use `" + statement.title().replace("import", "include") + "`")
                    .toException();
        }
    }

    private List<Node> importTasks(FileStatement statement, Task task, Keywords own, LoadContext context) {
        refuseLoop(statement, task);
        LoadContext inner = context.inside(own).notifying(ownNotifies(task, context));
        Value given = name(statement, task);
        String name = names.render("import_tasks", given, inner.variables(), task.place());
        return tasksOf(find(name, context, placeOf(given, task)), inner, task.place());
    }

    /** Where the name of what is brought in is written; the task itself where it came from elsewhere. */
    static Place placeOf(Value name, Task task) {
        return name instanceof TextValue text ? text.place().orElse(task.place()) : task.place();
    }

    private static List<Value> ownNotifies(Task task, LoadContext context) {
        return task.notifies()
                .subList(context.notifies().size(), task.notifies().size());
    }

    /** The tasks of a file, in the context of what brings them in. */
    List<Node> tasksOf(Path file, LoadContext context, Place place) {
        LoadContext inner = context.importing(file.toAbsolutePath().normalize().toString(), place)
                .inFile(file);
        return lists.read(files.list(file, "tasks"), inner);
    }

    /** Beside the asking file, in the roles from the innermost on ({@code handlers} first for a handler, then {@code tasks}), beside the playbook. */
    static Path find(String name, LoadContext context, Place place) {
        var candidates = new LinkedHashSet<Path>();
        candidates.add(context.folder().resolve(name).normalize());
        for (RoleInstance role : context.roles().reversed()) {
            if (context.use() == Keyword.Use.HANDLER) {
                candidates.add(role.folder().resolve("handlers").resolve(name).normalize());
            }
            candidates.add(role.folder().resolve("tasks").resolve(name).normalize());
            candidates.add(role.folder().resolve(name).normalize());
        }
        candidates.add(
                context.shared().playbookFolder().resolve("tasks").resolve(name).normalize());
        candidates.add(context.shared().playbookFolder().resolve(name).normalize());
        return PlaybookFiles.firstOf(new ArrayList<>(candidates), "file of tasks", name, place);
    }

    private List<Node> importRole(Task task, Keywords own, LoadContext context) {
        refuseLoop(FileStatement.IMPORT_ROLE, task);
        Map<String, Value> known = context.inside(own).variables();
        Value given = name(FileStatement.IMPORT_ROLE, task);
        String name = names.render("import_role", given, known, task.place());
        var from = new LinkedHashMap<String, String>();
        from(task).forEach((kind, value) -> from.put(kind, names.render("import_role", value, known, task.place())));
        boolean once =
                BoolValue.FALSE.equals(task.arguments().find("allow_duplicates").orElse(BoolValue.TRUE));
        return roles.read(
                new RoleUse(
                        name,
                        Map.of(),
                        own,
                        from,
                        once,
                        audience(task, RoleInstance.Audience.PLAY),
                        placeOf(given, task)),
                context.notifying(ownNotifies(task, context)));
    }

    private static Keywords withParameters(Task task, Keywords own) {
        return Keywords.of(List.of(), Set.of(), parameters(task)).inside(own);
    }

    private static Task withOldParameters(Task task) {
        var rest = new LinkedHashMap<>(task.arguments().strings());
        rest.keySet().retainAll(FileStatement.INCLUDE.arguments());
        var vars = new LinkedHashMap<>(task.origin().vars());
        vars.putAll(parameters(task));
        Keywords keywords = Keywords.of(List.of(), Set.of(), vars).inside(task.keywords());
        return task.calling(
                task.module(), MapValue.ofStrings(rest), keywords, task.origin().withVars(vars));
    }

    /** {@code include: file.yml a=1} gives variables. */
    private static Map<String, Value> parameters(Task task) {
        var parameters = new LinkedHashMap<>(task.arguments().strings());
        parameters.keySet().removeAll(FileStatement.INCLUDE.arguments());
        return parameters;
    }
}

package com.foobar.deploy.playbook;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.playbook.Keyword.Use;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads playbooks, roles and task files. Files are read once per run. Thread-safe. */
public final class PlaybookLoader {
    private final TaskListReader lists;
    private final KeywordReader keywords;
    private final PlaybookReader playbooks;

    /** What an include brings in at run time. */
    public record Included(List<Node> tasks, List<Task> handlers, List<RoleInstance> roles) {}

    /**
     * A loader that checks no expressions and puts only plain variables into names.
     *
     * @param rolesPath folders searched after {@code roles} beside the playbook
     * @param variables extra vars and the like, for names of imported files that are templates
     */
    public PlaybookLoader(VaultReader vault, ModuleNames modules, List<Path> rolesPath, Map<String, Value> variables) {
        this(vault, modules, rolesPath, variables, ExpressionCheck.NONE, KnownNames::plainly);
    }

    /**
     * A loader with all that the language has.
     *
     * @param expressions asked to check every expression
     * @param texts evaluates names of imported files and roles
     */
    public PlaybookLoader(
            VaultReader vault,
            ModuleNames modules,
            List<Path> rolesPath,
            Map<String, Value> variables,
            ExpressionCheck expressions,
            StaticTexts texts) {
        var files = new PlaybookFiles(vault);
        var names = new KnownNames(texts, variables);
        Optional<Path> home =
                Optional.ofNullable(System.getProperty("user.home")).map(Path::of);
        this.keywords = new KeywordReader(modules, expressions);
        this.lists = new TaskListReader(
                keywords, new TaskReader(modules, expressions), files, new RoleFinder(rolesPath, home), names);
        this.playbooks = new PlaybookReader(files, keywords, names, new PlayReader(keywords, lists));
    }

    /** Everything static is resolved and checked, also what lies behind includes whose names are known. */
    public Playbook load(Path file) {
        List<Play> plays = playbooks.read(file);
        var problems = new Problems();
        plays.forEach(play -> problems.collect(() -> HandlerCheck.check(Reach.of(play, this))));
        problems.refuse();
        return new Playbook(file, plays);
    }

    /**
     * Refuses tags that no task has, unless includes that depend on the run could bring them out of the files there are.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException NO_TAGS_MATCH
     */
    public void checkTags(Playbook playbook, TagSelection selection) {
        List<Play> plays = playbook.plays();
        TagCheck.check(
                selection,
                plays,
                plays.stream().map(play -> Reach.of(play, this)).toList());
    }

    /** What {@code apply} gives to the tasks of an include, as a block around them would. */
    private record Applied(Keywords keywords, List<Value> notifies) {
        static final Applied NOTHING = new Applied(Keywords.NONE, List.of());
    }

    private Applied applied(Task include) {
        Optional<Value> raw = include.arguments().find("apply");
        if (raw.isEmpty() || raw.get() instanceof NullValue) {
            return Applied.NOTHING;
        }
        if (!(raw.get() instanceof MapValue map)) {
            throw Diagnostic.of(ErrorCode.KEYWORD_VALUE, "`apply` must be a mapping of keywords")
                    .at(ImportReader.placeOf(raw.get(), include))
                    .advise("write the keywords below `apply:`; each of them may be a template")
                    .toException();
        }
        YamlNode.Mapping mapping = node(map, include.place());
        keywords.checkAll(mapping, Use.BLOCK);
        return new Applied(keywords.read(mapping, Use.BLOCK), TaskReader.notifies(mapping));
    }

    private static YamlNode.Mapping node(MapValue raw, Place place) {
        return new YamlNode.Mapping(
                raw.entries().entrySet().stream()
                        .map(entry -> new YamlNode.Entry(scalar(entry.getKey(), place), tree(entry.getValue(), place)))
                        .toList(),
                place);
    }

    private static YamlNode tree(Value value, Place place) {
        return switch (value) {
            case MapValue map -> node(map, place);
            case com.foobar.deploy.value.ListValue list ->
                new YamlNode.Sequence(
                        list.items().stream().map(item -> tree(item, place)).toList(), place);
            default -> scalar(value, place);
        };
    }

    private static YamlNode.Scalar scalar(Value value, Place place) {
        Place where = value instanceof TextValue text ? text.place().orElse(place) : place;
        return new YamlNode.Scalar(value, where);
    }

    /**
     * The tasks of an {@code include_tasks}. As in Ansible the tasks inherit what surrounds the include (its origin), its
     * vars and {@code apply}; the include's own condition, tags and other keywords are for the include alone.
     *
     * @param file as evaluated; found beside the including file, in the role's {@code tasks}, beside the playbook
     * @param round variables of the include's loop
     */
    public Included includeTasks(Task include, String file, Map<String, Value> round) {
        Frame frame = frame(include, round);
        Place written = include.arguments()
                .find("file")
                .map(name -> ImportReader.placeOf(name, include))
                .orElse(include.place());
        Path found = ImportReader.find(file, frame, written);
        return included(lists.imports().tasksOf(found, frame, include.place()), frame);
    }

    /**
     * The tasks of an {@code include_role}; its handlers and defaults join the play.
     *
     * @param from other entry files than main, by argument: {@code tasks_from}, {@code vars_from} ...
     */
    public Included includeRole(Task include, String role, Map<String, String> from, Map<String, Value> round) {
        Frame frame = frame(include, round);
        var byKind = new LinkedHashMap<String, String>();
        from.forEach((name, value) -> byKind.put(name.replace("_from", ""), value));
        var use = new RoleUse(role, Map.of(), Keywords.NONE, byKind, false, include.place());
        return included(lists.imports().roles().read(use, frame), frame);
    }

    private static Included included(List<Node> nodes, Frame frame) {
        frame.gathered().problems().refuse();
        return new Included(nodes, frame.gathered().handlers(), frame.gathered().roles());
    }

    private Frame frame(Task include, Map<String, Value> round) {
        Applied apply = applied(include);
        var notifies = new ArrayList<>(include.notifies());
        notifies.addAll(apply.notifies());
        Task.Origin origin = include.origin();
        return new Frame(
                origin.handler() ? Use.HANDLER : Use.TASK,
                apply.keywords().inside(origin.around()),
                notifies,
                include.roles(),
                include.folder().resolve("-"),
                origin.playbookFolder(),
                Map.of(),
                origin.given(round),
                List.of(),
                new Gathered());
    }
}

package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.playbook.Include;
import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.RoleUse;
import com.foobar.deploy.playbook.TagSelection;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.playbook.TaskNode;
import com.foobar.deploy.playbook.loader.Keyword.Use;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads playbooks, roles and task files. Files are read once per run. Thread-safe. */
public final class PlaybookLoader {
    private final TaskListReader lists;
    private final PlaybookReader playbooks;

    /** What an include brings in at run time. */
    public record Included(List<Node> tasks, List<TaskNode> handlers, List<RoleInstance> roles) {}

    /**
     * A loader that checks no expressions and puts only plain variables into names.
     *
     * @param rolesPath directories searched after {@code roles} beside the playbook
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
        var keywords = new KeywordReader(modules, expressions);
        this.lists = new TaskListReader(
                keywords, new TaskReader(modules, expressions), files, new RoleFinder(rolesPath, home), names);
        this.playbooks = new PlaybookReader(files, keywords, names, new PlayReader(keywords, lists));
    }

    /** Everything static is resolved and checked, also what includes with known names lead to. */
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

    /**
     * What an include brings in. As in Ansible the tasks inherit what surrounds the include (its origin), its vars and
     * {@code apply}; the include's own condition, tags and other keywords are for the include alone.
     *
     * @param name of the file or the role, as evaluated; a file is found beside the including file, in the role's
     *     {@code tasks}, beside the playbook
     * @param from other entry files of a role than main, by kind
     * @param item variables of the include's loop
     */
    public Included include(Include include, String name, Map<String, String> from, Map<String, Value> item) {
        LoadContext context = context(include, item);
        Task task = include.task();
        return switch (include.kind()) {
            case TASKS -> {
                Path found = ImportReader.find(name, context, ImportReader.placeOf(include.name(), task));
                yield included(lists.imports().tasksOf(found, context, task.place()), context);
            }
            case ROLE -> {
                var use = new RoleUse(name, Map.of(), Keywords.NONE, from, false, include.audience(), task.place());
                yield included(lists.imports().roles().read(use, context), context);
            }
        };
    }

    private static Included included(List<Node> nodes, LoadContext context) {
        context.gathered().problems().refuse();
        return new Included(
                nodes, context.gathered().handlers(), context.gathered().roles());
    }

    private static LoadContext context(Include include, Map<String, Value> item) {
        Task task = include.task();
        var notifies = new ArrayList<>(task.notifies());
        notifies.addAll(include.applied().notifies());
        Task.Origin origin = task.origin();
        return new LoadContext(
                origin.handler() ? Use.HANDLER : Use.TASK,
                include.applied().keywords().inside(origin.around()),
                notifies,
                task.roles(),
                task.folder().resolve("-"),
                List.of(),
                new LoadContext.Shared(origin.playbookFolder(), Map.of(), origin.given(item), new Gathered()));
    }
}

package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.Play.VarsPrompt;
import com.foobar.deploy.playbook.TaskNode;
import com.foobar.deploy.playbook.loader.Keyword.Use;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a play and unfolds its roles. */
final class PlayReader {
    private static final List<String> STRATEGIES = List.of("linear", "free", "host_pinned");
    private static final List<String> ORDERS =
            List.of("inventory", "sorted", "reverse_sorted", "reverse_inventory", "shuffle");
    private static final List<String> PROMPT_KEYS =
            List.of("name", "prompt", "private", "default", "confirm", "unsafe");

    private final KeywordReader keywords;
    private final TaskListReader lists;

    PlayReader(KeywordReader keywords, TaskListReader lists) {
        this.keywords = keywords;
        this.lists = lists;
    }

    /**
     * Reads a play.
     *
     * @param imported what the import of the playbook gives: conditions, tags, vars that stand over the play's
     */
    Play read(YamlNode.Mapping play, Path file, Keywords imported) {
        keywords.checkAll(play, Use.PLAY);
        Value hosts = hosts(play);
        var vars = new LinkedHashMap<String, Value>();
        KeywordReader.node(play, "vars").ifPresent(node -> vars.putAll(Shapes.variables("vars", node)));
        vars.putAll(imported.vars());
        Keywords own = keywords.read(play, Use.PLAY).inside(Keywords.of(imported.when(), imported.tags(), Map.of()));
        var gathered = new Gathered();
        Path folder = file.getParent() == null ? Path.of("") : file.getParent();
        var context = new LoadContext(
                Use.TASK,
                own,
                List.of(),
                List.of(),
                file,
                List.of(),
                new LoadContext.Shared(folder, Collections.unmodifiableMap(vars), Map.of(), gathered));
        List<Node> preTasks = section(play, "pre_tasks", context);
        List<Node> roleTasks = roles(play, context);
        List<Node> tasks = section(play, "tasks", context);
        List<Node> postTasks = section(play, "post_tasks", context);
        List<TaskNode> ownHandlers = lists.handlers(items(play, "handlers"), context);
        var handlers = new ArrayList<>(gathered.handlers());
        handlers.addAll(ownHandlers);
        gathered.problems().refuse();
        var variables = new Play.Variables(
                Collections.unmodifiableMap(vars),
                varsFiles(play),
                prompts(play),
                KeywordReader.bool(play, "gather_facts"),
                KeywordReader.node(play, "gather_subset").map(YamlNode::toValue));
        var contents =
                new Play.Contents(preTasks, roleTasks, tasks, postTasks, gathered.roles(), List.copyOf(handlers));
        return new Play(
                KeywordReader.text(play, "name"),
                hosts,
                variables,
                execution(play),
                contents,
                own,
                folder,
                play.place());
    }

    private static Play.Execution execution(YamlNode.Mapping play) {
        return new Play.Execution(
                serial(play),
                chosen(play, "strategy", STRATEGIES).orElse("linear"),
                chosen(play, "order", ORDERS),
                KeywordReader.number(play, "max_fail_percentage"),
                flag(play, "force_handlers"));
    }

    private static Value hosts(YamlNode.Mapping play) {
        YamlNode hosts = KeywordReader.node(play, "hosts")
                .orElseThrow(() -> Diagnostic.of(ErrorCode.KEYWORD_VALUE, "this play has no `hosts`")
                        .at(play.place())
                        .advise("write `hosts: all`, a group or a host")
                        .toException());
        List<Value> patterns = Shapes.scalars("hosts", hosts);
        return hosts instanceof YamlNode.Sequence ? Value.of(patterns) : Shapes.text("hosts", hosts);
    }

    private List<Node> section(YamlNode.Mapping play, String name, LoadContext context) {
        return lists.read(items(play, name), context);
    }

    private static List<YamlNode> items(YamlNode.Mapping play, String name) {
        return play.get(name).map(node -> Shapes.list(name, node)).orElse(List.of());
    }

    private List<Node> roles(YamlNode.Mapping play, LoadContext context) {
        RoleReader roles = lists.imports().roles();
        var nodes = new ArrayList<Node>();
        for (YamlNode entry : items(play, "roles")) {
            context.gathered().problems().collect(() -> nodes.addAll(roles.read(roles.use(entry), context)));
        }
        return nodes;
    }

    private static List<Value> varsFiles(YamlNode.Mapping play) {
        return KeywordReader.node(play, "vars_files")
                .map(node -> node instanceof YamlNode.Sequence sequence
                        ? sequence.items().stream().map(PlayReader::varsFile).toList()
                        : List.of(varsFile(node)))
                .orElse(List.of());
    }

    private static Value varsFile(YamlNode node) {
        return node instanceof YamlNode.Sequence
                ? Value.of(Shapes.scalars("vars_files", node))
                : Shapes.text("vars_files", node);
    }

    private static List<Value> serial(YamlNode.Mapping play) {
        return KeywordReader.node(play, "serial")
                .map(node -> Shapes.scalars("serial", node))
                .orElse(List.of());
    }

    private static boolean flag(YamlNode.Mapping play, String name) {
        return KeywordReader.node(play, name)
                .map(node -> Shapes.flag(name, node))
                .orElse(false);
    }

    private static Optional<String> chosen(YamlNode.Mapping play, String name, List<String> known) {
        return KeywordReader.node(play, name).map(node -> {
            String given = KeywordReader.lastPart(Shapes.text(name, node).text());
            if (!known.contains(given)) {
                throw Diagnostic.of(ErrorCode.KEYWORD_VALUE, "`" + name + "` cannot be `" + given + "`")
                        .at(node.place())
                        .suggest(given, known)
                        .advise("it is one of " + String.join(", ", known))
                        .toException();
            }
            return given;
        });
    }

    private static List<VarsPrompt> prompts(YamlNode.Mapping play) {
        return items(play, "vars_prompt").stream().map(PlayReader::prompt).toList();
    }

    private static VarsPrompt prompt(YamlNode item) {
        YamlNode.Mapping mapping = Shapes.mapping("vars_prompt", item);
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!PROMPT_KEYS.contains(entry.name())) {
                boolean known = List.of("encrypt", "salt", "salt_size").contains(entry.name());
                throw Diagnostic.of(
                                known ? ErrorCode.UNSUPPORTED_KEYWORD : ErrorCode.UNKNOWN_KEYWORD,
                                "`vars_prompt` has no `" + entry.name() + "`")
                        .at(entry.key().place())
                        .suggest(entry.name(), PROMPT_KEYS)
                        .toException();
            }
        }
        YamlNode name = KeywordReader.node(mapping, "name")
                .orElseThrow(() -> Shapes.wrong("vars_prompt", "a list of mappings with `name`", item));
        return new VarsPrompt(
                Shapes.variableName(Shapes.text("name", name).text(), name.place()),
                KeywordReader.node(mapping, "prompt")
                        .map(node -> Shapes.text("prompt", node).text()),
                KeywordReader.node(mapping, "private")
                        .map(node -> Shapes.flag("private", node))
                        .orElse(true),
                KeywordReader.node(mapping, "default").map(YamlNode::toValue));
    }
}

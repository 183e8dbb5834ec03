package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.playbook.Action;
import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.playbook.Loop;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.playbook.loader.Keyword.Use;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one task or handler. */
final class TaskReader {
    private final ModuleNames modules;
    private final KeywordReader keywords;
    private final ActionReader actions;
    private final LoopReader loops;

    TaskReader(ModuleNames modules, ExpressionCheck expressions) {
        this.modules = modules;
        this.keywords = new KeywordReader(modules, expressions);
        this.actions = new ActionReader(modules);
        this.loops = new LoopReader(expressions);
    }

    Task read(YamlNode.Mapping task, LoadContext context) {
        List<YamlNode.Entry> others = checkKeys(task, context.use());
        Action action = actions.read(task, others, context.use());
        Keywords own = own(task, action);
        Keywords effective = own.inside(context.keywords());
        MapValue arguments = withDefaults(action, effective);
        Optional<Loop> loop = loops.read(task);
        keywords.checkTemplates(arguments);
        if (action.template().isEmpty()) {
            modules.checkValues(
                    action.module(),
                    arguments,
                    action.place(),
                    !effective.when().isEmpty());
        }
        loop.ifPresent(found -> keywords.checkTemplates(found.items()));
        return new Task(
                KeywordReader.text(task, "name"),
                action.withArguments(arguments),
                effective,
                loop,
                result(task),
                new Task.Notices(notifies(task, context), listen(task)),
                new Task.Origin(
                        context.keywords(),
                        own.vars(),
                        context.shared().includeParams(),
                        context.roles(),
                        context.shared().playbookFolder(),
                        context.folder(),
                        task.place(),
                        context.use() == Use.HANDLER));
    }

    private Task.ResultRules result(YamlNode.Mapping task) {
        return new Task.ResultRules(
                register(task),
                conditions(task, "changed_when"),
                conditions(task, "failed_when"),
                conditions(task, "until"),
                KeywordReader.number(task, "retries"),
                KeywordReader.number(task, "delay"));
    }

    /** The keywords of the task itself. */
    Keywords own(YamlNode.Mapping task) {
        return keywords.read(task, Use.TASK);
    }

    private Keywords own(YamlNode.Mapping task, Action action) {
        Keywords own = keywords.read(task, Use.TASK);
        return action.local() && own.delegateTo().isEmpty()
                ? own.with(Keywords.Name.DELEGATE_TO, Value.of("localhost"))
                : own;
    }

    private List<YamlNode.Entry> checkKeys(YamlNode.Mapping task, Use use) {
        var others = new ArrayList<YamlNode.Entry>();
        for (YamlNode.Entry entry : task.entries()) {
            if (!keywords.check(entry, use) && !LoopReader.isLoop(entry)) {
                refuseForeign(entry, use);
                others.add(entry);
            }
        }
        return others;
    }

    /** A keyword of another place is no module, unless there is one of that name, as there is of {@code user}. */
    private void refuseForeign(YamlNode.Entry entry, Use use) {
        if (KeywordTable.find(entry.name()).isPresent() && !actions.isModule(entry.name())) {
            throw KeywordReader.unknown(entry, use).toException();
        }
    }

    private static MapValue withDefaults(Action action, Keywords effective) {
        MapValue defaults = effective.moduleDefaults().get(KeywordReader.lastPart(action.module()));
        if (defaults == null) {
            return action.arguments();
        }
        var merged = new LinkedHashMap<>(defaults.entries());
        merged.putAll(action.arguments().entries());
        return new MapValue(Collections.unmodifiableMap(merged));
    }

    private List<Value> conditions(YamlNode.Mapping task, String name) {
        return KeywordReader.node(task, name)
                .map(node -> keywords.conditions(name, node))
                .orElse(List.of());
    }

    private static Optional<String> register(YamlNode.Mapping task) {
        return KeywordReader.node(task, "register")
                .map(node -> Shapes.variableName(Shapes.text("register", node).text(), node.place()));
    }

    private static List<Value> notifies(YamlNode.Mapping task, LoadContext context) {
        var all = new ArrayList<>(context.notifies());
        KeywordReader.node(task, "notify").ifPresent(node -> all.addAll(Shapes.scalars("notify", node)));
        return all;
    }

    private static Set<String> listen(YamlNode.Mapping task) {
        var topics = new LinkedHashSet<String>();
        KeywordReader.node(task, "listen").ifPresent(node -> {
            for (Value topic : Shapes.scalars("listen", node)) {
                if (!(topic instanceof TextValue text)) {
                    throw Diagnostic.of(ErrorCode.KEYWORD_VALUE, "`listen` must be a string or a list of strings")
                            .at(node.place())
                            .toException();
                }
                topics.add(text.text());
            }
        });
        return topics;
    }

    /** The notifications that a block gives to its tasks. */
    static List<Value> notifies(YamlNode.Mapping block) {
        return KeywordReader.node(block, "notify")
                .map(node -> Shapes.scalars("notify", node))
                .orElse(List.of());
    }
}

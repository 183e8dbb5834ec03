package com.foobar.deploy.template;

import com.foobar.deploy.template.syntax.Statement;
import com.foobar.deploy.template.syntax.Statement.Block;
import com.foobar.deploy.template.syntax.Template;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blocks of a template and of those it extends. */
final class Inheritance {
    private static final int DEEPEST = 50;

    /** A block where it is defined, with the names its template has set. */
    private record Defined(Block block, TemplateScope frame) {}

    private final Map<String, List<Defined>> blocks = new HashMap<>();

    private Inheritance() {}

    static RenderedOutput run(Template template, TemplateScope outer) {
        if (template.blocks().isEmpty() && parentOf(template) == null) {
            return StatementRunner.run(template.body(), outer);
        }
        var inheritance = new Inheritance();
        TemplateScope frame = outer.inner(outer.source(), inheritance);
        frame.set("self", new SelfValue(inheritance));
        return inheritance.runFrom(template, frame, 0);
    }

    private RenderedOutput runFrom(Template template, TemplateScope frame, int depth) {
        if (depth > DEEPEST) {
            throw Operators.type("this template extends itself");
        }
        template.blocks()
                .forEach((name, block) ->
                        blocks.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Defined(block, frame)));
        Statement.Extends parent = parentOf(template);
        if (parent == null) {
            return StatementRunner.run(template.body(), frame);
        }
        int at = template.body().indexOf(parent);
        define(template.body().subList(0, at), frame);
        Imports.Loaded loaded = Imports.load(Evaluator.evaluate(parent.template(), frame), frame, parent.template());
        define(template.body().subList(at + 1, template.body().size()), frame);
        return runFrom(loaded.template(), frame.inner(loaded.source(), this), depth + 1);
    }

    private static void define(List<Statement> statements, TemplateScope frame) {
        List<Statement> definitions =
                statements.stream().filter(Inheritance::definesNames).toList();
        StatementRunner.all(definitions, frame, new RenderedOutput());
    }

    private static Statement.@Nullable Extends parentOf(Template template) {
        for (Statement statement : template.body()) {
            if (statement instanceof Statement.Extends parent) {
                return parent;
            }
        }
        return null;
    }

    /** Of a template that extends another, only blocks print. */
    private static boolean definesNames(Statement statement) {
        return switch (statement) {
            case Statement.Set _,
                    Statement.SetBlock _,
                    Statement.Macro _,
                    Statement.Import _,
                    Statement.FromImport _,
                    Statement.Do _,
                    Statement.If _ -> true;
            default -> false;
        };
    }

    static void runBlock(Block block, TemplateScope frame, RenderedOutput out) {
        Inheritance inheritance = frame.inheritance();
        if (inheritance == null) {
            StatementRunner.all(block.body(), frame.inner(), out);
            return;
        }
        out.print(inheritance.render(block.name(), 0, frame));
    }

    /** Renders a block: level 0 is the definition furthest down, each next is what {@code super()} gives there. */
    private Value render(String name, int level, TemplateScope around) {
        List<Defined> definitions = blocks.getOrDefault(name, List.of());
        if (level >= definitions.size()) {
            return new UndefinedValue("there is no `super` block of `" + name + "`");
        }
        Defined defined = definitions.get(level);
        if (defined.block().required() && definitions.size() == 1) {
            throw Operators.type("the required block `" + name + "` is not given");
        }
        TemplateScope frame = around.inner(defined.frame().source(), this);
        defined.frame().own().forEach((key, value) -> {
            if (around.local(key) == null) {
                frame.set(key, value);
            }
        });
        frame.set("super", new FunctionValue.Named("super", _ -> render(name, level + 1, around)));
        return StatementRunner.run(defined.block().body(), frame).text();
    }

    /** The {@code self} whose attributes render blocks once more. */
    private record SelfValue(Inheritance inheritance) implements FunctionValue {
        @Override
        public Value call(Call call) {
            throw Operators.type("`self` cannot be called");
        }

        @Override
        public @Nullable Value attribute(String name) {
            List<Defined> definitions = inheritance.blocks.get(name);
            return definitions == null
                    ? null
                    : new Named(
                            name,
                            _ -> inheritance.render(
                                    name, 0, definitions.getFirst().frame()));
        }

        @Override
        public String typeName() {
            return "TemplateReference";
        }
    }
}

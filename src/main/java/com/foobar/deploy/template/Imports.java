package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.syntax.Expression;
import com.foobar.deploy.template.syntax.Source;
import com.foobar.deploy.template.syntax.Statement;
import com.foobar.deploy.template.syntax.Template;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the statements that name other templates. */
final class Imports {
    private static final int DEEPEST = 50;

    private Imports() {}

    /** A parsed file with the source its offsets count in. */
    record Loaded(Template template, Source source) {}

    /** Loads the first that exists of the names given. */
    static Loaded load(Value names, TemplateScope frame, Expression at) {
        return find(names, frame)
                .orElseThrow(() -> Diagnostic.of(ErrorCode.TEMPLATE_FAILED, "there is no template " + listed(names))
                        .at(frame.source().at(at.offset()))
                        .advise("templates are looked for in the role's `templates` directory and beside the template"
                                + " that names them")
                        .toException());
    }

    private static String listed(Value names) {
        return String.join(
                " or ", names(names).stream().map(name -> "`" + name + "`").toList());
    }

    private static List<String> names(Value names) {
        Operators.refuseUndefined(names);
        if (names instanceof ListValue list) {
            return list.items().stream().map(PythonText::str).toList();
        }
        return List.of(PythonText.str(names));
    }

    private static Optional<Loaded> find(Value names, TemplateScope frame) {
        for (String name : names(names)) {
            Optional<Path> found = search(name, frame);
            if (found.isPresent()) {
                return Optional.of(frame.evaluation().templates().load(found.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> search(String name, TemplateScope frame) {
        Optional<Path> known = frame.evaluation().scope().files().find("templates", name);
        if (known.isPresent()
                || frame.source().start().isEmpty()
                || !frame.source().file()) {
            return known;
        }
        Path beside = Path.of(frame.source().start().get().file())
                .toAbsolutePath()
                .resolveSibling(name)
                .normalize();
        return Files.isRegularFile(beside) ? Optional.of(beside) : Optional.empty();
    }

    static void include(Statement.Include include, TemplateScope frame, RenderedOutput out) {
        Value names = Evaluator.evaluate(include.names(), frame);
        if (include.ignoreMissing() && find(names, frame).isEmpty()) {
            return;
        }
        Loaded loaded = load(names, frame, include.names());
        out.print(StatementRunner.run(loaded.template(), context(include.withContext(), frame, loaded))
                .text());
    }

    private static TemplateScope context(boolean with, TemplateScope frame, Loaded loaded) {
        TemplateScope inner = with ? frame.inner(loaded.source()) : withoutContext(frame, loaded);
        if (inner.depth() > DEEPEST) {
            throw Diagnostic.of(ErrorCode.TEMPLATE_RECURSION, "this template includes itself")
                    .at(loaded.source().at(0))
                    .toException();
        }
        return inner;
    }

    private static TemplateScope withoutContext(TemplateScope frame, Loaded loaded) {
        Evaluation evaluation = frame.evaluation();
        Scope empty = Scope.of(Map.of(), evaluation.scope().files());
        return TemplateScope.root(new Evaluation(evaluation.templates(), empty), loaded.source(), frame.depth() + 1);
    }

    static void importAs(Statement.Import use, TemplateScope frame) {
        frame.set(use.name(), module(use.template(), use.withContext(), frame));
    }

    static void fromImport(Statement.FromImport use, TemplateScope frame) {
        ModuleValue module = module(use.template(), use.withContext(), frame);
        for (Statement.Alias alias : use.names()) {
            Value value = module.attribute(alias.name());
            frame.set(alias.as(), value != null ? value : missing(alias, module, frame));
        }
    }

    private static Value missing(Statement.Alias alias, ModuleValue module, TemplateScope frame) {
        String hint = "the template does not define `" + alias.name() + "`";
        return new UndefinedValue(
                hint, alias.name(), module.names().keySet(), frame.source().at(alias.offset()));
    }

    private static ModuleValue module(Expression template, boolean withContext, TemplateScope frame) {
        Loaded loaded = load(Evaluator.evaluate(template, frame), frame, template);
        TemplateScope inner = context(withContext, frame, loaded);
        TextValue body = StatementRunner.run(loaded.template(), inner).text();
        return new ModuleValue(new LinkedHashMap<>(inner.own()), body);
    }

    /** An imported template: the names it has set are its attributes, its text is what it prints. */
    private record ModuleValue(Map<String, Value> names, TextValue body)
            implements FunctionValue, Evaluation.PlainForm {
        @Override
        public Value call(Call call) {
            throw Operators.type("an imported template cannot be called");
        }

        @Override
        public @Nullable Value attribute(String name) {
            return name.startsWith("_") ? null : names.get(name);
        }

        @Override
        public Value plainForm() {
            return body;
        }

        @Override
        public String typeName() {
            return "TemplateModule";
        }

        @Override
        public String toString() {
            return body.toString();
        }
    }
}

package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.template.filter.BuiltinCallables;
import com.foobar.deploy.template.mustache.MustacheFiles;
import com.foobar.deploy.template.mustache.MustacheVariables;
import com.foobar.deploy.template.syntax.Expression;
import com.foobar.deploy.template.syntax.Source;
import com.foobar.deploy.template.syntax.Template;
import com.foobar.deploy.template.syntax.TemplateSettings;
import com.foobar.deploy.template.syntax.UsedName;
import com.foobar.deploy.template.syntax.Walk;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.KnownSecrets;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the playbook language. Thread-safe; compiled expressions and parsed files are kept and shared by all hosts.
 * Every method throws {@link com.foobar.deploy.diagnostic.DeployException} with an error of group 05. What is made from
 * a secret is a secret.
 */
public final class Templates {
    private static final Pattern ONE_TEMPLATE = Pattern.compile("\\s*\\{\\{((?!\\{\\{).)*}}\\s*", Pattern.DOTALL);

    private final VaultReader vault;
    private final Map<String, String> environment;
    private final EvaluationContext.Callables callables;
    private final CompiledTemplates compiled = new CompiledTemplates();
    private final KnownSecrets secrets = new KnownSecrets();

    /** Opens no vaults. */
    public Templates() {
        this(VaultReader.NONE, System.getenv());
    }

    /**
     * @param vault for the lookups and filters that read encrypted texts and files
     * @param environment of the controller's process
     */
    public Templates(VaultReader vault, Map<String, String> environment) {
        this.vault = vault;
        this.environment = Map.copyOf(environment);
        this.callables = Secrecy.guard(new BuiltinCallables());
    }

    /** The secrets that evaluations have come by. */
    public KnownSecrets secrets() {
        return secrets;
    }

    /**
     * Evaluates all templates within a value, deeply. Types are native: a text that is one expression keeps the
     * expression's type. Entries and items that evaluate to omit are left out of mappings and lists.
     */
    public Value render(Value value, Scope scope) {
        if (value instanceof TextValue text && !text.template()) {
            return value;
        }
        return guarded(placeOf(value), () -> {
            Evaluation evaluation = Evaluation.in(this, scope);
            return evaluation.plain(value instanceof TextValue ? value : evaluation.live(value));
        });
    }

    /**
     * Evaluates a bare expression, as in {@code when: a.b is defined}; text in {@code {{ }}} is accepted too. One that
     * is not trusted is refused.
     */
    public Value evaluate(TextValue expression, Scope scope) {
        return guarded(expression.place(), () -> {
            TrustedText.require(expression);
            Evaluation evaluation = Evaluation.in(this, scope);
            var source = Source.ofScalar(expression.text(), expression.place());
            Expression parsed = compiled.expression(source);
            return evaluation.plain(Evaluator.evaluate(parsed, TemplateScope.root(evaluation, source)));
        });
    }

    /**
     * The truth of a condition: a boolean, a list of conditions (all must hold), or a text that is an expression. A text
     * that is not trusted may spell a boolean and is refused otherwise.
     */
    public boolean test(Value condition, Scope scope) {
        return switch (condition) {
            case BoolValue bool -> bool.flag();
            case ListValue list -> list.items().stream().allMatch(each -> test(each, scope));
            case TextValue text -> testText(text, scope);
            case UndefinedValue undefined -> throw undefined.toException();
            case MapValue _ ->
                throw Diagnostic.of(ErrorCode.EXPRESSION_TYPE, "a condition cannot be a mapping")
                        .advise("put a condition that holds `: ` or starts with `{` in quotes")
                        .toException();
            default -> Conditions.holds(condition);
        };
    }

    private boolean testText(TextValue text, Scope scope) {
        if (text.text().isBlank()) {
            return true;
        }
        return guarded(text.place(), () -> {
            Evaluation evaluation = Evaluation.in(this, scope);
            return text.trusted() ? holds(text, evaluation) : Conditions.holdsRendered(text, evaluation);
        });
    }

    /** The truth of a trusted text as a condition. */
    boolean holds(TextValue text, Evaluation evaluation) {
        if (text.text().contains("{%")) {
            return Conditions.holdsRendered(runScalar(text.text(), text.place(), evaluation), evaluation);
        }
        var source = Source.ofScalar(text.text(), text.place());
        return Conditions.holds(compiled.expression(source), TemplateScope.root(evaluation, source));
    }

    /** The conditions that a value stands for: a template may give a list of them. */
    public List<Value> conditions(Value value, Scope scope) {
        if (value instanceof ListValue list) {
            return list.items();
        }
        boolean template = value instanceof TextValue text
                && text.template()
                && ONE_TEMPLATE.matcher(text.text()).matches();
        return template && render(value, scope) instanceof ListValue list ? list.items() : List.of(value);
    }

    /**
     * Renders a template file: {@code .mustache} by Mustache.java, everything else as Jinja.
     *
     * @return the text; secret if a secret went into it
     */
    public TextValue renderFile(Path file, Scope scope) {
        return renderFile(file, scope, TemplateSettings.DEFAULT);
    }

    /** As {@link #renderFile(Path, Scope)}, with the settings of the template module; the file's header wins. */
    public TextValue renderFile(Path file, Scope scope, TemplateSettings settings) {
        return guarded(Optional.of(Place.of(file.toString())), () -> {
            if (file.toString().endsWith(".mustache")) {
                return MustacheFiles.render(file, mustacheVariables(scope));
            }
            Evaluation evaluation = Evaluation.in(this, scope);
            Imports.Loaded loaded = compiled.file(file, settings);
            TemplateScope frame = TemplateScope.root(evaluation, loaded.source());
            // The content of a file, whoever has written it there.
            return loaded.template()
                    .ended(StatementRunner.run(loaded.template(), frame).text())
                    .asData();
        });
    }

    private MustacheVariables mustacheVariables(Scope scope) {
        return new MustacheVariables() {
            @Override
            public @Nullable Value get(String name) {
                Value raw = scope.lookup(name);
                if (raw instanceof UndefinedValue) {
                    return null;
                }
                Value value = render(raw, scope);
                secrets.note(value);
                return value;
            }

            @Override
            public Set<String> names() {
                return scope.names();
            }
        };
    }

    /**
     * What a lookup finds, as {@code with_NAME} wants it.
     *
     * @param terms evaluated: a list, or a single term
     */
    public List<Value> lookup(String name, Value terms, Scope scope) {
        return guarded(Optional.empty(), () -> {
            EvaluationContext.Lookup lookup = callables
                    .lookup(name)
                    .orElseThrow(() -> Diagnostic.of(ErrorCode.UNKNOWN_FILTER, "there is no lookup `" + name + "`")
                            .suggest(name, callables.lookupNames())
                            .toException());
            List<Value> list = terms instanceof ListValue many ? many.items() : List.of(terms);
            var context = new EvaluationContext(scope, this, vault, environment, callables);
            return lookup.find(new Call(name, list, Map.of(), context));
        });
    }

    /** Refuses a bare expression that is not valid, or that uses an unknown filter, test or lookup. */
    public void checkExpression(String expression, Place place) {
        var source = Source.ofScalar(expression, Optional.of(place));
        guarded(Optional.of(place), () -> {
            Walk walk = Walk.through(compiled.expression(source));
            CallableCheck.check(walk, callables, source);
            return walk;
        });
    }

    /** Refuses a text whose templates are not valid, or use an unknown filter, test or lookup. */
    public void checkTemplate(String text, Place place) {
        var source = Source.ofScalar(text, Optional.of(place));
        guarded(Optional.of(place), () -> {
            Walk walk = Walk.through(compiled.scalar(source));
            CallableCheck.check(walk, callables, source);
            return walk;
        });
    }

    /** The variables that a bare expression uses. Errors are those of {@link #checkExpression}. */
    public List<UsedName> namesInExpression(String expression, Optional<Place> place) {
        var source = Source.ofScalar(expression, place);
        return guarded(place, () -> NameSearch.in(Walk.through(compiled.expression(source)), source));
    }

    /** The variables that the templates within a text use. */
    public List<UsedName> namesInText(String text, Optional<Place> place) {
        var source = Source.ofScalar(text, place);
        return guarded(place, () -> NameSearch.in(Walk.through(compiled.scalar(source)), source));
    }

    /** The variables that a Jinja template file uses. */
    public List<UsedName> namesInFile(Path file) {
        return guarded(Optional.of(Place.of(file.toString())), () -> {
            Imports.Loaded loaded = load(file);
            return NameSearch.in(Walk.through(loaded.template()), loaded.source());
        });
    }

    /** Gives errors without a place that of the whole, and makes an endless recursion an error like others. */
    private static <T> T guarded(Optional<Place> place, Supplier<T> work) {
        try {
            return work.get();
        } catch (DeployException e) {
            if (e.diagnostic().place().isPresent() || place.isEmpty()) {
                throw e;
            }
            throw new DeployException(e.diagnostic().at(place), e);
        } catch (StackOverflowError e) {
            throw Diagnostic.of(
                            ErrorCode.TEMPLATE_RECURSION,
                            "this value is nested too deeply, or uses itself by way of a lookup or macro")
                    .at(place)
                    .toException(e);
        }
    }

    private static Optional<Place> placeOf(Value value) {
        return value instanceof TextValue text ? text.place() : Optional.empty();
    }

    EvaluationContext context(Scope scope) {
        return new EvaluationContext(scope, this, vault, environment, callables);
    }

    Template scalar(String text, Optional<Place> place) {
        return compiled.scalar(Source.ofScalar(text, place));
    }

    Imports.Loaded load(Path file) {
        return compiled.file(file, TemplateSettings.DEFAULT);
    }

    /** Evaluates a text that is a template; one value keeps its type. */
    Value runScalar(String text, Optional<Place> place, Evaluation evaluation) {
        var source = Source.ofScalar(text, place);
        Template template = compiled.scalar(source);
        Value value = StatementRunner.run(template, TemplateScope.root(evaluation, source))
                .nativeValue();
        return value instanceof TextValue line ? template.ended(line) : value;
    }
}

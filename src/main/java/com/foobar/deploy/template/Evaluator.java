package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.template.syntax.Expression;
import com.foobar.deploy.template.syntax.Expression.And;
import com.foobar.deploy.template.syntax.Expression.Arithmetic;
import com.foobar.deploy.template.syntax.Expression.Attribute;
import com.foobar.deploy.template.syntax.Expression.Braced;
import com.foobar.deploy.template.syntax.Expression.Comparison;
import com.foobar.deploy.template.syntax.Expression.Concatenation;
import com.foobar.deploy.template.syntax.Expression.Conditional;
import com.foobar.deploy.template.syntax.Expression.DictLiteral;
import com.foobar.deploy.template.syntax.Expression.EmbeddedTemplate;
import com.foobar.deploy.template.syntax.Expression.FilterUse;
import com.foobar.deploy.template.syntax.Expression.Invocation;
import com.foobar.deploy.template.syntax.Expression.Item;
import com.foobar.deploy.template.syntax.Expression.ListLiteral;
import com.foobar.deploy.template.syntax.Expression.Literal;
import com.foobar.deploy.template.syntax.Expression.Name;
import com.foobar.deploy.template.syntax.Expression.Not;
import com.foobar.deploy.template.syntax.Expression.Operand;
import com.foobar.deploy.template.syntax.Expression.Or;
import com.foobar.deploy.template.syntax.Expression.Sign;
import com.foobar.deploy.template.syntax.Expression.Slice;
import com.foobar.deploy.template.syntax.Expression.TestUse;
import com.foobar.deploy.template.syntax.Expression.TupleLiteral;
import com.foobar.deploy.template.syntax.Source;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.template.text.TupleItems;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.SecretNames;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Evaluates expressions with Python's semantics. It has no state: names live in the {@link TemplateScope}. */
final class Evaluator {
    /** What {@code a if b} is where b is false: it prints as nothing and is false, where other undefined values fail. */
    static final UndefinedValue SILENT =
            new UndefinedValue("the condition of an `if` without `else` is false, so that it has no value");

    private Evaluator() {}

    static Value evaluate(Expression expression, TemplateScope frame) {
        try {
            return switch (expression) {
                case Literal literal -> literal.value();
                case EmbeddedTemplate embedded -> embedded(embedded, frame);
                case Braced braced -> evaluate(braced.inner(), frame);
                case Name name -> noted(name.name(), frame.lookup(name.name(), name.offset()), frame);
                case ListLiteral list -> frame.evaluation().live(new ListValue(all(list.items(), frame)));
                case TupleLiteral tuple -> TupleItems.of(all(tuple.items(), frame));
                case DictLiteral dict -> dict(dict, frame);
                case Sign sign -> Operators.sign(sign.minus(), evaluate(sign.operand(), frame));
                case Not not -> BoolValue.of(!truth(evaluate(not.operand(), frame)));
                case And and -> and(and, frame);
                case Or or -> or(or, frame);
                case Arithmetic arithmetic -> arithmetic(arithmetic, frame);
                case Concatenation concatenation -> concatenation(concatenation, frame);
                case Comparison comparison -> comparison(comparison, frame);
                case Conditional conditional -> conditional(conditional, frame);
                case Attribute attribute -> Subscripts.attribute(evaluate(attribute.target(), frame), attribute, frame);
                case Item item -> Subscripts.item(evaluate(item.target(), frame), item, frame);
                case Slice slice -> slice(slice, frame);
                case Invocation invocation -> Invocations.invoke(invocation, frame);
                case FilterUse use -> Invocations.filter(use, frame);
                case TestUse use -> BoolValue.of(Invocations.test(use, frame));
            };
        } catch (DeployException e) {
            throw frame.located(e, expression.offset());
        }
    }

    static List<Value> all(List<Expression> expressions, TemplateScope frame) {
        var values = new ArrayList<Value>(expressions.size());
        for (Expression each : expressions) {
            values.add(evaluate(each, frame));
        }
        return values;
    }

    private static Value embedded(EmbeddedTemplate embedded, TemplateScope frame) {
        var written = frame.evaluation()
                .templates()
                .scalar(embedded.text(), frame.source().at(embedded.offset()));
        return StatementRunner.run(written, frame.inner(Source.ofScalar(embedded.text(), Optional.empty())))
                .nativeValue();
    }

    private static Value dict(DictLiteral literal, TemplateScope frame) {
        var entries = new LinkedHashMap<Value, Value>();
        for (Expression.Pair pair : literal.pairs()) {
            PythonValues.put(entries, evaluate(pair.key(), frame), evaluate(pair.value(), frame));
        }
        return frame.evaluation().live(new MapValue(entries));
    }

    /** Texts alone: mappings are noted by their parts, when these are used. */
    static Value noted(String name, Value value, TemplateScope frame) {
        Value marked = SecretNames.mark(name, value);
        if (marked instanceof TextValue text && text.secret()) {
            frame.evaluation().templates().secrets().note(text);
        }
        return marked;
    }

    /** Python's truth; secrets that are numbers are taken as numbers. */
    static boolean truth(Value value) {
        if (value instanceof UndefinedValue undefined && undefined.equals(SILENT)) {
            return false;
        }
        return PythonValues.truth(Secrecy.revealedNumber(value));
    }

    private static Value and(And and, TemplateScope frame) {
        Value left = evaluate(and.left(), frame);
        return truth(left) ? evaluate(and.right(), frame) : left;
    }

    private static Value or(Or or, TemplateScope frame) {
        Value left = evaluate(or.left(), frame);
        return truth(left) ? left : evaluate(or.right(), frame);
    }

    private static Value arithmetic(Arithmetic arithmetic, TemplateScope frame) {
        Value left = evaluate(arithmetic.left(), frame);
        Value right = evaluate(arithmetic.right(), frame);
        return Operators.arithmetic(arithmetic.operator(), left, right);
    }

    private static Value concatenation(Concatenation concatenation, TemplateScope frame) {
        var text = new StringBuilder();
        boolean secret = false;
        boolean trusted = true;
        for (Expression part : concatenation.parts()) {
            Value value = evaluate(part, frame);
            if (!value.equals(SILENT)) {
                text.append(PythonText.str(value));
                secret = secret || value.holdsSecret();
                trusted = trusted && value.trusted();
            }
        }
        TextValue made = trusted ? TextValue.trusted(text.toString()) : TextValue.plain(text.toString());
        return secret ? made.withSecret() : made;
    }

    private static Value comparison(Comparison comparison, TemplateScope frame) {
        Value left = evaluate(comparison.first(), frame);
        for (Operand operand : comparison.operands()) {
            Value right = evaluate(operand.expression(), frame);
            if (!Operators.holds(operand.relation(), left, right)) {
                return BoolValue.FALSE;
            }
            left = right;
        }
        return BoolValue.TRUE;
    }

    private static Value conditional(Conditional conditional, TemplateScope frame) {
        if (truth(evaluate(conditional.condition(), frame))) {
            return evaluate(conditional.then(), frame);
        }
        return conditional.otherwise().isPresent()
                ? evaluate(conditional.otherwise().get(), frame)
                : SILENT;
    }

    private static Value slice(Slice slice, TemplateScope frame) {
        Value target = evaluate(slice.target(), frame);
        return Subscripts.slice(
                target, bound(slice.from(), frame), bound(slice.to(), frame), bound(slice.step(), frame));
    }

    private static Optional<Value> bound(Optional<Expression> bound, TemplateScope frame) {
        return bound.map(expression -> evaluate(expression, frame));
    }

    /** What a loop goes through. */
    static List<Value> iterate(Value value) {
        return value.equals(SILENT) ? List.of() : PythonValues.iterate(value);
    }
}

package com.foobar.deploy.template.mustache;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.Iteration;
import com.github.mustachejava.ObjectHandler;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.PartialCode;
import com.github.mustachejava.codes.ValueCode;
import com.github.mustachejava.util.Wrapper;
import java.io.Writer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Resolves names in our own values; Mustache.java's reflection over Java objects has no part in it. */
final class ValueHandler implements ObjectHandler {
    private final Function<TemplateContext, Place> places;

    /** @param places finds a tag's line in its file */
    ValueHandler(Function<TemplateContext, Place> places) {
        this.places = places;
    }

    @Override
    public Binding createBinding(@Nullable String name, TemplateContext context, Code code) {
        if (name == null) {
            return _ -> NullValue.NULL;
        }
        TagName tag = TagName.of(name);
        Place place = places.apply(context);
        if (code instanceof ValueCode) {
            return scopes -> rendering(scopes).text(tag, resolve(tag, scopes, place), place);
        }
        if (code instanceof PartialCode) {
            // Only asked for the name of a partial that is a variable: `{{>*name}}`.
            return scopes -> PythonText.str(resolve(tag, scopes, place));
        }
        return scopes -> resolve(tag, scopes, place);
    }

    private static Value resolve(TagName tag, List<Object> scopes, Place place) {
        return rendering(scopes).resolve(tag, scopes, place);
    }

    private static MustacheRendering rendering(List<Object> scopes) {
        return (MustacheRendering) scopes.getFirst();
    }

    @Override
    public Writer iterate(Iteration iteration, Writer writer, Object object, List<Object> scopes) {
        return switch (object) {
            case MustacheSection frame -> iterate(iteration, writer, frame.value(), scopes);
            case ListValue list -> items(iteration, writer, list, scopes);
            case Value value
            when MustacheRendering.truth(value) ->
                iteration.next(writer, MustacheSection.of(rendering(scopes), value), scopes);
            default -> writer;
        };
    }

    private static Writer items(Iteration iteration, Writer writer, ListValue list, List<Object> scopes) {
        int size = list.items().size();
        Writer current = writer;
        for (int i = 0; i < size; i++) {
            current = iteration.next(
                    current, new MustacheSection(rendering(scopes), list.items().get(i), i, size), scopes);
        }
        return current;
    }

    @Override
    public Writer falsey(Iteration iteration, Writer writer, Object object, List<Object> scopes) {
        Value value = object instanceof MustacheSection frame ? frame.value() : (Value) object;
        return MustacheRendering.truth(value) ? writer : iteration.next(writer, object, scopes);
    }

    /** Of a tag's value, which is a text already, or of the item that {@code {{.}}} stands for. */
    @Override
    public String stringify(Object object) {
        return switch (object) {
            case String text -> text;
            case MustacheSection frame -> frame.text();
            default ->
                throw Diagnostic.of(ErrorCode.TEMPLATE_FAILED, "`.` stands outside of any section")
                        .toException();
        };
    }

    @Override
    public Object coerce(Object object) {
        return object;
    }

    @Override
    public Wrapper find(String name, List<Object> scopes) {
        throw new UnsupportedOperationException("names are resolved by bindings");
    }
}

package com.foobar.deploy.template.mustache;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.SpecMustacheFactory;
import com.github.mustachejava.TemplateContext;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Mustache.java without HTML: a tag alone on its line takes the line with it, and text stays as it is. */
final class ConfigurationMustacheFactory extends SpecMustacheFactory {
    private final Map<String, SourceText> sources = new ConcurrentHashMap<>();

    ConfigurationMustacheFactory() {
        setObjectHandler(new ValueHandler(this::place));
    }

    Place place(TemplateContext context) {
        int counted = Math.max(0, context.line());
        SourceText source = sources.get(context.file());
        return new Place(context.file(), source == null ? counted : source.line(counted), 0);
    }

    @Override
    public Reader getReader(String name) {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw Diagnostic.of(ErrorCode.SOURCE_NOT_FOUND, "there is no partial template `" + file + "`")
                    .advise("a partial is looked for beside the template that names it")
                    .toException();
        }
        try {
            var source = SourceText.of(Files.readString(file));
            sources.put(name, source);
            return new StringReader(source.text());
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.TEMPLATE_FAILED, "cannot read `" + file + "`: " + e.getMessage())
                    .toException(e);
        }
    }

    @Override
    public void encode(String value, Writer writer) {
        try {
            writer.write(value);
        } catch (IOException e) {
            throw new MustacheException("cannot write", e);
        }
    }
}

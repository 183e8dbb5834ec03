package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.template.syntax.Expression;
import com.foobar.deploy.template.syntax.ExpressionParser;
import com.foobar.deploy.template.syntax.Source;
import com.foobar.deploy.template.syntax.Template;
import com.foobar.deploy.template.syntax.TemplateSettings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Parsed expressions, texts and files, each parsed once however many hosts use it. */
final class CompiledTemplates {
    /** Texts are made by loops too; above this many the store starts anew. */
    private static final int MOST = 20_000;

    private final Map<String, Expression> expressions = new ConcurrentHashMap<>();
    private final Map<String, Template> scalars = new ConcurrentHashMap<>();
    private final Map<FileKey, Imports.Loaded> files = new ConcurrentHashMap<>();

    private record FileKey(Path file, FileTime modified, long size, TemplateSettings settings) {}

    Expression expression(Source source) {
        Expression known = expressions.get(source.text());
        if (known == null) {
            known = ExpressionParser.parseAll(source);
            keep(expressions, source.text(), known);
        }
        return known;
    }

    Template scalar(Source source) {
        Template known = scalars.get(source.text());
        if (known == null) {
            known = Template.ofScalar(source);
            keep(scalars, source.text(), known);
        }
        return known;
    }

    Imports.Loaded file(Path file, TemplateSettings settings) {
        FileKey key = key(file, settings);
        Imports.Loaded known = files.get(key);
        if (known == null) {
            known = parse(file, settings);
            keep(files, key, known);
        }
        return known;
    }

    private static <K, V> void keep(Map<K, V> store, K key, V value) {
        if (store.size() >= MOST) {
            store.clear();
        }
        store.put(key, value);
    }

    private static FileKey key(Path file, TemplateSettings settings) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileKey(file, attributes.lastModifiedTime(), attributes.size(), settings);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Imports.Loaded parse(Path file, TemplateSettings settings) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        var source = Source.ofFile(text, file.toString());
        return new Imports.Loaded(Template.ofFile(source, settings), source);
    }

    private static RuntimeException unreadable(Path file, IOException cause) {
        Place place = Place.of(file.toString());
        return switch (cause) {
            case NoSuchFileException _ ->
                Diagnostic.of(ErrorCode.SOURCE_NOT_FOUND, "there is no template `" + file + "`")
                        .at(place)
                        .toException(cause);
            case CharacterCodingException _ ->
                Diagnostic.of(ErrorCode.TEMPLATE_SYNTAX, "the template `" + file + "` is not UTF-8 text")
                        .at(place)
                        .advise("send a file that is no text with the `copy` module")
                        .toException(cause);
            default ->
                Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "cannot read `" + file + "`: " + cause.getMessage())
                        .at(place)
                        .toException(cause);
        };
    }
}

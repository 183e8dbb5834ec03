package com.foobar.deploy.template.mustache;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.TextValue;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.TemplateContext;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Renders Mustache files for configuration: nothing is escaped, and a name that is not there is an error. */
public final class MustacheFiles {
    private static final Map<Path, Compiled> COMPILED = new ConcurrentHashMap<>();

    /** A file's template is kept until the file changes; a partial that changes is seen with the file around it. */
    private record Compiled(FileTime changed, Mustache template) {}

    private MustacheFiles() {}

    /**
     * @return the text; secret if a secret went into it
     * @throws DeployException UNDEFINED_VARIABLE for a name that is not there, TEMPLATE_SYNTAX, SOURCE_NOT_FOUND for
     *     the file or a partial
     */
    public static TextValue render(Path file, MustacheVariables variables) {
        try {
            var rendering = new MustacheRendering(file, variables);
            var out = new StringWriter();
            List<Object> scopes = new ArrayList<>(List.of(rendering));
            compiled(file.toAbsolutePath().normalize()).execute(out, scopes).flush();
            return rendering.finish(out.toString());
        } catch (MustacheException e) {
            throw ours(e).orElseThrow(() -> e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Mustache compiled(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Diagnostic.of(ErrorCode.SOURCE_NOT_FOUND, "there is no template `" + file + "`")
                    .toException();
        }
        FileTime changed = Files.getLastModifiedTime(file);
        Compiled known = COMPILED.get(file);
        if (known != null && known.changed().equals(changed)) {
            return known.template();
        }
        var factory = new ConfigurationMustacheFactory();
        try {
            Mustache template = factory.compile(file.toString());
            COMPILED.put(file, new Compiled(changed, template));
            return template;
        } catch (MustacheException e) {
            throw ours(e).orElseGet(() -> syntax(e, file, factory));
        }
    }

    private static DeployException unreadable(Path file, IOException e) {
        return Diagnostic.of(ErrorCode.TEMPLATE_FAILED, "cannot read the template `" + file + "`: " + e.getMessage())
                .toException(e);
    }

    /** Mustache.java wraps what a tag throws. */
    private static Optional<DeployException> ours(MustacheException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeployException ours) {
                return Optional.of(ours);
            }
        }
        return Optional.empty();
    }

    private static DeployException syntax(MustacheException e, Path file, ConfigurationMustacheFactory factory) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s*(?:in |@)?\\S*\\[?\\S*:\\d+\\]?", "");
        TemplateContext context = e.getContext();
        return Diagnostic.of(ErrorCode.TEMPLATE_SYNTAX, "this is no valid Mustache template: " + message)
                .at(context == null ? Place.of(file.toString()) : factory.place(context))
                .toException(e);
    }
}

package com.foobar.deploy.template.filter.lookup;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.value.TextValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a lookup names, found as the task's own files are. */
final class SearchedFile {
    private SearchedFile() {}

    static Path find(Call call, String kind, String name) {
        var files = call.context().scope().files();
        return files.find(kind, name).orElseThrow(() -> {
            var problem = Diagnostic.of(
                    ErrorCode.SOURCE_NOT_FOUND, "the lookup `" + call.name() + "` finds no file `" + name + "`");
            for (Path candidate : files.candidates(kind, name)) {
                problem = problem.advise("looked for `" + candidate + "`");
            }
            return problem.toException();
        });
    }

    /** The file as text; what was encrypted is opened, and a secret. */
    static TextValue read(Call call, Path file) {
        try {
            String text = Files.readString(file);
            if (!text.startsWith("$ANSIBLE_VAULT;")) {
                return TextValue.plain(text);
            }
            byte[] clear = call.context().vault().decrypt(text, Place.of(file.toString()));
            return TextValue.secret(new String(clear, StandardCharsets.UTF_8));
        } catch (java.nio.charset.CharacterCodingException e) {
            throw Problem.failed("the lookup `" + call.name() + "` expects text: `" + file + "` is not UTF-8", e);
        } catch (IOException e) {
            throw Problem.failed("the lookup `" + call.name() + "` cannot read `" + file + "`: " + e.getMessage(), e);
        }
    }

    /** The playbook's directory, which is the last that is searched. */
    static Path playbookFolder(Call call) {
        var folders = call.context().scope().files().folders();
        return folders.isEmpty() ? Path.of("").toAbsolutePath() : folders.getLast();
    }
}

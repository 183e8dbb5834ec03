package com.foobar.deploy.module;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a module may know besides its arguments and the answers.
 *
 * @param host the name of the host that is worked on
 * @param checkMode nothing may be changed
 * @param remoteUser who the host is worked on as; empty: whoever logs in
 * @param environment of the task's commands
 * @param unchanging the task says {@code changed_when: false}
 * @param resultUsed somebody looks at the result: it is registered, or a condition of the task is about it
 */
public record TaskContext(
        String host,
        boolean checkMode,
        Optional<String> remoteUser,
        Map<String, String> environment,
        boolean unchanging,
        boolean resultUsed,
        Scope scope,
        Templates templates,
        VaultReader vault) {

    public FileSearch files() {
        return scope.files();
    }

    /**
     * A file to send, looked for as Ansible does.
     *
     * @param kind "files", "templates", "vars"
     * @throws com.foobar.deploy.diagnostic.DeployException SOURCE_NOT_FOUND, with the places looked at
     */
    public Path source(String kind, String name) {
        return files().find(kind, name).orElseThrow(() -> missing(name, List.copyOf(files().candidates(kind, name))));
    }

    private static DeployException missing(String name, List<Path> candidates) {
        var near = new ArrayList<String>();
        for (Path candidate : candidates) {
            Optional.ofNullable(candidate.toAbsolutePath().getParent())
                    .flatMap(folder -> Optional.ofNullable(folder.toFile().list()))
                    .ifPresent(names -> near.addAll(List.of(names)));
        }
        return Diagnostic.of(ErrorCode.SOURCE_NOT_FOUND, "there is no file `" + name + "` to send")
                .suggest(name, near)
                .advise("looked at "
                        + candidates.stream().map(Path::toString).distinct().collect(Collectors.joining(", ")))
                .toException();
    }

    /** A template file rendered with the task's variables and some more. */
    public TextValue renderFile(Path file, Map<String, Value> more) {
        return templates.renderFile(file, scope.with(more));
    }

    /** A variable of the task, evaluated. */
    public Value variable(String name) {
        return templates.render(scope.lookup(name), scope);
    }

    public YamlFile yaml() {
        return new YamlFile(vault);
    }
}

package com.foobar.deploy.state.change;

import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.services.ServiceQuestion;
import com.foobar.deploy.state.question.services.ServiceState;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a plan what becomes of a unit whose file is written: a new one is there and stopped, a known one is newer. */
final class UnitPredictions {
    private static final Pattern FILE = Pattern.compile(
            "/(?:etc|run|usr/lib|lib)/systemd/system/([^/]+\\.(?:service|socket|timer|path|mount|target))");

    private UnitPredictions() {}

    static Optional<Derivation> of(String path, FileContent content) {
        Matcher file = FILE.matcher(path);
        if (!file.matches()) {
            return Optional.empty();
        }
        String unit = file.group(1);
        boolean installs = content.bytes().map(FileState.Content::bytes).stream()
                .anyMatch(bytes -> new String(bytes, StandardCharsets.UTF_8).contains("[Install]"));
        return Optional.of(Derivation.of(
                ServiceQuestion.class,
                (question, now) -> question.unit().equals(unit) && !question.user() ? after(now, installs) : now));
    }

    private static ServiceState after(ServiceState now, boolean installs) {
        return now.found()
                ? now.with(Map.of("NeedDaemonReload", "yes"))
                : now.with(Map.of(
                        "LoadState", "loaded",
                        "ActiveState", "inactive",
                        "SubState", "dead",
                        "UnitFileState", installs ? "disabled" : "static"));
    }
}

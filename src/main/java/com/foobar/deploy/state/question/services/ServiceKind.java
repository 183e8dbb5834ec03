package com.foobar.deploy.state.question.services;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.QuestionKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One {@code systemctl show} for all units. Blocks are matched by the unit's names, since systemctl leaves out units whose name it refuses. */
final class ServiceKind implements QuestionKind.Scripted<ServiceQuestion, ServiceState> {
    static final ServiceKind SYSTEM = new ServiceKind(false);
    static final ServiceKind USER = new ServiceKind(true);

    private final boolean user;

    private ServiceKind(boolean user) {
        this.user = user;
    }

    @Override
    public String name() {
        return user ? "user services" : "services";
    }

    @Override
    public ShellText script(List<ServiceQuestion> questions) {
        ShellText script = user
                ? ShellText.lit("export XDG_RUNTIME_DIR=\"${XDG_RUNTIME_DIR:-/run/user/$(id -u)}\"\nsystemctl --user")
                : ShellText.lit("systemctl");
        List<String> units =
                questions.stream().map(ServiceQuestion::unit).distinct().toList();
        script = script.and(
                        " show --no-pager --property=Id,Names,LoadState,LoadError,ActiveState,SubState,UnitFileState,"
                                + "UnitFilePreset,NeedDaemonReload,FragmentPath,SourcePath,DropInPaths,Description,Type,Restart,"
                                + "NRestarts,MainPID,ExecMainPID,ExecMainStatus,Result,User,Group,CanStart,CanStop,CanReload,ActiveEnterTimestamp,InactiveEnterTimestamp,StateChangeTimestamp,TriggeredBy,Triggers"
                                + " --")
                .args(units);
        return script.and("\nrc=$?\nprintf -- '--\\n'\nfor n in")
                .args(units.stream()
                        .map(unit -> unit.replaceFirst("\\.service$", ""))
                        .toList())
                .and("; do\nfor f in /etc/rc[2345].d/S[0-9][0-9]\"$n\"; do\n"
                        + "if [ -e \"$f\" ]; then printf '%s\\n' \"$n\"; break; fi\ndone\ndone\nexit \"$rc\"");
    }

    @Override
    public Map<ServiceQuestion, ServiceState> parse(List<ServiceQuestion> questions, StepResult result) {
        String text = result.text();
        int end = text.startsWith("--\n") ? 0 : text.indexOf("\n--\n");
        List<Map<String, String>> blocks = blocks(end < 0 ? text : text.substring(0, end));
        List<String> sysv = end < 0 ? List.of() : text.substring(end).lines().toList();
        var answers = new LinkedHashMap<ServiceQuestion, ServiceState>();
        for (ServiceQuestion question : questions) {
            boolean script = sysv.contains(question.unit().replaceFirst("\\.service$", ""));
            answers.put(
                    question,
                    blocks.stream()
                            .filter(block -> names(block).contains(question.unit()))
                            .findFirst()
                            .map(block -> new ServiceState(block, script, ""))
                            .orElseGet(() -> ServiceState.unavailable(problem(result))));
        }
        return answers;
    }

    private static List<String> names(Map<String, String> block) {
        var names =
                new ArrayList<>(Arrays.asList(block.getOrDefault("Names", "").split(" ")));
        names.add(block.getOrDefault("Id", ""));
        return names;
    }

    private static List<Map<String, String>> blocks(String text) {
        var blocks = new ArrayList<Map<String, String>>();
        for (String block : text.split("\n\n+")) {
            var properties = new LinkedHashMap<String, String>();
            for (String line : block.split("\n")) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    properties.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            if (!properties.isEmpty()) {
                blocks.add(properties);
            }
        }
        return blocks;
    }

    private static String problem(StepResult result) {
        String said = result.errorText().strip();
        return said.isEmpty() ? "systemctl does not know the unit" : said;
    }
}

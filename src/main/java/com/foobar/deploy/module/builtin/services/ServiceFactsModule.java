package com.foobar.deploy.module.builtin.services;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.system.CommandQuestion;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the services of systemd facts: {@code ansible_facts.services}. */
final class ServiceFactsModule implements Module<ServiceFactsModule.Args> {
    private static final CommandQuestion UNITS = new CommandQuestion(
            ShellText.lit("systemctl list-units --no-pager --no-legend --plain --type service --all && echo -- && "
                    + "systemctl list-unit-files --no-pager --no-legend --type service"));

    record Args() {}

    @Override
    public String name() {
        return "service_facts";
    }

    @Override
    public String summary() {
        return "Makes the services of systemd facts.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(UNITS);
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        var services = new LinkedHashMap<String, Map<String, Value>>();
        boolean files = false;
        for (String line : answers.to(UNITS).text().lines().toList()) {
            String[] words = line.strip().split("\\s+");
            if (line.equals("--")) {
                files = true;
            } else if (files && words.length > 1) {
                services.computeIfAbsent(words[0], name -> service(name, "inactive", "unknown"))
                        .put("status", Value.of(words[1]));
            } else if (words.length > 3) {
                services.put(
                        words[0],
                        service(words[0], state(words), words[1].equals("not-found") ? "not-found" : "unknown"));
            }
        }
        var values = new LinkedHashMap<String, Value>();
        services.forEach((name, fields) -> values.put(name, Value.of(fields)));
        Map<String, Value> facts = Map.of("services", Value.of(values));
        return new Decision.Control(
                List.of(new ControlEffect.HostFacts(facts)),
                false,
                ModuleResult.of(Map.of("ansible_facts", Value.of(facts))));
    }

    private static String state(String[] words) {
        return switch (words[3]) {
            case "running" -> "running";
            case "failed" -> "failed";
            default -> words[2].equals("active") ? "active" : "stopped";
        };
    }

    private static Map<String, Value> service(String name, String state, String status) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name", Value.of(name));
        fields.put("state", Value.of(state));
        fields.put("status", Value.of(status));
        fields.put("source", Value.of("systemd"));
        return fields;
    }
}

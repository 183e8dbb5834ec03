package com.foobar.deploy.module.builtin.accounts;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.system.CommandQuestion;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes entries of the name service facts: {@code getent_passwd} and the like. */
final class GetentModule implements Module<GetentModule.Args> {
    record Args(
            @Arg("the database: passwd, group, hosts, services ...")
            String database,

            @Arg("the entry; all where none is given") Optional<String> key,
            @Arg("the service to ask, as `files`") Optional<String> service,

            @Arg("what the fields are split at; by default what fits the database")
            Optional<String> split,

            @Arg(value = "fail if there is no such entry", fallback = "true")
            boolean failKey) {
        CommandQuestion question() {
            ShellText script = ShellText.lit("getent");
            script = service.isPresent() ? script.and(" -s").arg(service.get()) : script;
            script = script.arg(database);
            return new CommandQuestion(key.isPresent() ? script.arg(key.get()) : script);
        }
    }

    @Override
    public String name() {
        return "getent";
    }

    @Override
    public String summary() {
        return "Makes entries of the name service facts.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(args.question());
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        StepResult outcome = answers.to(args.question());
        String name = "getent_" + args.database();
        return switch (outcome.rc()) {
            case 0 -> facts(name, entries(args, outcome));
            case 2 ->
                args.failKey()
                        ? failed("One or more supplied key could not be found in the database.")
                        : facts(name, Map.of(args.key().orElse(""), NullValue.NULL));
            case 1 -> failed("Missing arguments, or database unknown.");
            case 3 -> failed("Enumeration not supported on this database.");
            default -> failed("getent failed: " + outcome.errorText().strip());
        };
    }

    private static Decision failed(String why) {
        return new Decision.Failed(why, ModuleResult.EMPTY.failing(why));
    }

    private static Map<String, Value> entries(Args args, StepResult outcome) {
        boolean colons = Set.of("passwd", "shadow", "group", "gshadow").contains(args.database());
        String separator = args.split().map(Pattern::quote).orElse(colons ? ":" : "\\s+");
        var entries = new LinkedHashMap<String, Value>();
        for (String line : outcome.text().lines().toList()) {
            List<String> fields = List.of(line.split(separator, -1));
            entries.put(fields.getFirst(), ListValue.ofStrings(fields.subList(1, fields.size())));
        }
        return entries;
    }

    private static Decision facts(String name, Map<String, Value> entries) {
        Map<String, Value> facts = Map.of(name, Value.of(entries));
        return new Decision.Control(
                List.of(new ControlEffect.HostFacts(facts), new ControlEffect.SetFacts(facts)),
                false,
                ModuleResult.of(Map.of("ansible_facts", Value.of(facts))));
    }
}

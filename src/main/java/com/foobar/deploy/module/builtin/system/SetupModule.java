package com.foobar.deploy.module.builtin.system;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.system.FactsQuestion;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Wildcard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers facts about the host. */
final class SetupModule implements Module<SetupModule.Args> {
    record Args(
            @Arg("what to gather: all, min, hardware, network, virtual, each also with `!`")
            List<String> gatherSubset,

            @Arg("patterns of names to keep, with or without `ansible_`")
            List<String> filter,

            @Arg(value = "not used", fallback = "10") int gatherTimeout,

            @Arg(value = "not used: facts.d is always read", fallback = "/etc/ansible/facts.d")
            String factPath) {}

    @Override
    public String name() {
        return "setup";
    }

    @Override
    public String summary() {
        return "Gathers facts about the host.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(new FactsQuestion(args.gatherSubset()));
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        Map<String, Value> facts =
                answers.to(new FactsQuestion(args.gatherSubset())).facts();
        var kept = new LinkedHashMap<String, Value>();
        var named = new LinkedHashMap<String, Value>();
        facts.forEach((name, value) -> {
            if (args.filter().isEmpty() || args.filter().stream().anyMatch(pattern -> fits(pattern, name))) {
                kept.put(name, value);
                boolean prefixed = !name.equals("gather_subset") && !name.equals("module_setup");
                named.put(prefixed ? "ansible_" + name : name, value);
            }
        });
        return new Decision.Control(
                List.of(new ControlEffect.HostFacts(kept)),
                false,
                ModuleResult.of(Map.of("ansible_facts", Value.of(named))));
    }

    private static boolean fits(String pattern, String name) {
        String bare = pattern.replaceFirst("^ansible_", "");
        return Wildcard.of(bare).matches(name);
    }
}

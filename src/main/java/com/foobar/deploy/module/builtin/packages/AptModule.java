package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.packages.AptCacheQuestion;
import com.foobar.deploy.state.question.packages.PackageQuestion;
import com.foobar.deploy.state.question.system.CommandQuestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Installs, upgrades and removes Debian packages. Where every package is unchanged, the lists are not fetched: only
 * {@code latest}, upgrades and a bare {@code update_cache} look for news.
 */
final class AptModule implements Module<AptArgs> {
    @Override
    public String name() {
        return "apt";
    }

    @Override
    public String summary() {
        return "Installs, upgrades and removes Debian packages.";
    }

    @Override
    public Class<AptArgs> arguments() {
        return AptArgs.class;
    }

    @Override
    public Set<Question<?>> reads(AptArgs args, TaskContext context) {
        var questions = new LinkedHashSet<Question<?>>();
        if (args.wantsLists()) {
            questions.add(new AptCacheQuestion());
        }
        for (String written : args.name()) {
            DesiredPackage desired = DesiredPackage.of(written);
            if (!desired.pattern()) {
                questions.add(new PackageQuestion(desired.name()));
            }
        }
        return questions;
    }

    @Override
    public Decision decide(AptArgs args, Answers answers, TaskContext context) {
        var decision = new AptDecision(args, answers, context.checkMode());
        boolean listsDue = decision.listsDue();
        List<ScriptChange> changes = new ArrayList<>(packages(args, decision, listsDue));
        if (changes.isEmpty() && listsDue && decision.onlyLists()) {
            ModuleResult result = decision.result(true);
            return Decision.Change.of(List.of(new AptCommand(args).update()), result)
                    .finishing(outcomes ->
                            outcomes.getFirst().text().contains("Get:") ? result : result.with("changed", false));
        }
        if (changes.isEmpty()) {
            return new Decision.Unchanged(decision.reason(), decision.result(false));
        }
        boolean updates = listsDue && !args.state().removes();
        if (updates) {
            changes.addFirst(new AptCommand(args).update());
        }
        ModuleResult result = decision.result(updates);
        return Decision.Change.of(changes, result).finishing(outcomes -> finish(result, changes, outcomes));
    }

    private static List<ScriptChange> packages(AptArgs args, AptDecision decision, boolean listsDue) {
        if (args.deb().isPresent()) {
            return decision.debFile(args.deb().get());
        }
        if (args.upgrade().wanted()) {
            return decision.upgrade(listsDue);
        }
        if (!args.name().isEmpty()) {
            return args.state().removes() ? decision.remove() : decision.install(listsDue);
        }
        return decision.housekeeping();
    }

    /** The first apt-get that failed makes the result; without one all of them count. */
    private static ModuleResult finish(ModuleResult known, List<ScriptChange> changes, List<StepResult> outcomes) {
        boolean changed = false;
        ModuleResult result = known;
        for (int i = 0; i < outcomes.size(); i++) {
            if (!changes.get(i).mayFail()) {
                continue;
            }
            result = AptCommand.result(known, outcomes.get(i), changes.get(i).describe());
            if (result.failure().isPresent()) {
                return result;
            }
            changed |= AptCommand.changesSomething(outcomes.get(i));
        }
        return result.with("changed", changed);
    }

    /** What apt-get says it would do. */
    static CommandQuestion simulated(AptCommand command, ShellText subcommand) {
        return new CommandQuestion(command.simulation(subcommand));
    }
}

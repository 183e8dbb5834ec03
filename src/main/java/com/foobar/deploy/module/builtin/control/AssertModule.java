package com.foobar.deploy.module.builtin.control;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.builtin.commands.CommandTask;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fails unless all conditions hold. */
final class AssertModule implements Module<AssertModule.Args> {
    record Args(
            @Arg(value = "conditions, each an expression as in `when`", condition = true)
            Value that,

            @Arg(value = "what is said if one does not hold", aliases = "msg")
            Optional<Value> failMsg,

            @Arg("what is said if all hold") Optional<Value> successMsg,

            @Arg(value = "say nothing of conditions that hold", fallback = "false")
            boolean quiet) {}

    @Override
    public String name() {
        return "assert";
    }

    @Override
    public String summary() {
        return "Fails unless all conditions hold.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public boolean controllerOnly() {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        for (Value condition : context.templates().conditions(args.that(), context.scope())) {
            if (!context.templates().test(condition, context.scope())) {
                Value message = args.failMsg().orElse(Value.of("Assertion failed"));
                ModuleResult result = ModuleResult.EMPTY
                        .with("assertion", condition)
                        .with("evaluated_to", false)
                        .failing(shown(message))
                        .with("msg", message);
                return new Decision.Failed(why(condition, message), result);
            }
        }
        Value message = args.successMsg().orElse(Value.of("All assertions passed"));
        return new Decision.Unchanged("all assertions hold", ModuleResult.EMPTY.with("msg", message));
    }

    private static String why(Value condition, Value message) {
        return condition instanceof TextValue expression
                ? shown(message) + ": `" + expression + "` does not hold"
                : shown(message);
    }

    private static String shown(Value message) {
        return message instanceof ListValue list
                ? list.items().stream().map(String::valueOf).collect(Collectors.joining("\n"))
                : String.valueOf(CommandTask.text(message));
    }
}

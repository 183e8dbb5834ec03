package com.foobar.deploy.module.builtin.control;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Optional;

/** Prints a message or the value of an expression. */
final class DebugModule implements Module<DebugModule.Args> {
    record Args(
            @Arg(value = "the message", freeForm = true) Optional<Value> msg,

            @Arg("a variable or expression whose value is shown")
            Optional<Value> var,

            @Arg(value = "show it only from this many `-v` on", fallback = "0")
            int verbosity) {
        Args {
            if (msg.isPresent() && var.isPresent()) {
                throw new IllegalArgumentException("`msg` and `var` exclude each other");
            }
        }
    }

    @Override
    public String name() {
        return "debug";
    }

    @Override
    public String summary() {
        return "Prints a message or the value of an expression.";
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
        long verbosity = context.scope().lookup("ansible_verbosity") instanceof IntValue number
                ? number.number().longValue()
                : 0;
        if (args.verbosity() > verbosity) {
            return new Decision.Skipped("it is shown from verbosity " + args.verbosity() + " on", ModuleResult.EMPTY);
        }
        if (args.var().isPresent()) {
            return show(args.var().get(), context);
        }
        Value message = args.msg().orElse(Value.of("Hello world!"));
        return say(message, ModuleResult.EMPTY.with("msg", message));
    }

    private static Decision show(Value variable, TaskContext context) {
        if (!(variable instanceof TextValue expression)) {
            return say(variable, ModuleResult.EMPTY.with("msg", variable));
        }
        Value value = value(expression, context);
        String key = expression.text().strip();
        return say(Value.of(java.util.Map.of(key, value)), ModuleResult.EMPTY.with(key, value));
    }

    private static Value value(TextValue expression, TaskContext context) {
        Value value;
        try {
            value = context.templates().evaluate(expression, context.scope());
        } catch (com.foobar.deploy.diagnostic.DeployException e) {
            if (e.diagnostic().code() != com.foobar.deploy.diagnostic.ErrorCode.UNDEFINED_VARIABLE) {
                throw e;
            }
            value = UndefinedValue.of(expression.text());
        }
        return value instanceof UndefinedValue ? Value.of("VARIABLE IS NOT DEFINED!") : value;
    }

    private static Decision say(Value message, ModuleResult result) {
        return new Decision.Control(List.of(new ControlEffect.Say(message)), false, result);
    }
}

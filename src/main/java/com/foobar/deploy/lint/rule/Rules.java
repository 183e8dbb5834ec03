package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Rule;
import java.util.List;

/** All rules, in the order in which they are documented. */
public final class Rules {
    public static final List<Rule> ALL = List.of(
            new UndefinedVariable(),
            new UnusedVariable(),
            new UnusedVariableFile(),
            new UnusedHandler(),
            new IncludeTags(),
            new UnknownModule(),
            new UnguardedCommand(),
            new UnquotedHostOutput(),
            new UnnamedTask(),
            new PlainSecret(),
            new OctalMode(),
            new BracesInCondition(),
            new WithItems(),
            new Truthy());

    private Rules() {}
}

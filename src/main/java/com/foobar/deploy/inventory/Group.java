package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Variable;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/** A group. It is changed only until its tree is that of an inventory. */
final class Group {
    private final String name;
    private final Map<String, Group> children = new LinkedHashMap<>();
    private final Map<String, Group> parents = new LinkedHashMap<>();
    private final SequencedSet<String> hosts = new LinkedHashSet<>();
    private final Candidates variables;
    private BigInteger priority = BigInteger.ONE;

    Group(String name) {
        this(name, new Candidates());
    }

    private Group(String name, Candidates variables) {
        this.name = name;
        this.variables = variables;
    }

    /** For another tree: the same hosts and variables, and no links yet. The variables are shared. */
    Group unlinked() {
        var copy = new Group(name, variables);
        copy.hosts.addAll(hosts);
        copy.priority = priority;
        return copy;
    }

    String name() {
        return name;
    }

    Map<String, Group> children() {
        return children;
    }

    Map<String, Group> parents() {
        return parents;
    }

    /** The hosts that stand in this group itself. */
    SequencedSet<String> hosts() {
        return hosts;
    }

    Candidates variables() {
        return variables;
    }

    BigInteger priority() {
        return priority;
    }

    /** Sets a variable, or the priority of the group, which is no variable of its hosts. */
    void set(String variable, Variable value) {
        if (variable.equals("ansible_group_priority")) {
            priority = number(value);
        } else {
            variables.add(variable, value);
        }
    }

    private static BigInteger number(Variable variable) {
        return switch (variable.value()) {
            case IntValue number -> number.number();
            case TextValue text when text.text().matches("[+-]?[0-9]{1,18}") -> new BigInteger(text.text());
            default ->
                throw Diagnostic.of(ErrorCode.INVENTORY_SYNTAX, "`ansible_group_priority` must be a whole number")
                        .at(variable.place())
                        .toException();
        };
    }

    /** This group and all below it, level by level, as Ansible orders them. */
    SequencedSet<Group> descendants() {
        return reachable(true);
    }

    /** This group and all above it. */
    SequencedSet<Group> ancestors() {
        return reachable(false);
    }

    private SequencedSet<Group> reachable(boolean down) {
        var found = new LinkedHashSet<Group>();
        var open = new ArrayDeque<Group>();
        open.add(this);
        while (!open.isEmpty()) {
            Group next = open.remove();
            if (found.add(next)) {
                open.addAll(down ? next.children.values() : next.parents.values());
            }
        }
        return found;
    }
}

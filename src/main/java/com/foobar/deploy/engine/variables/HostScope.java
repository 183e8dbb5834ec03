package com.foobar.deploy.engine.variables;

import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RoleVariables;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables of a task on a host, looked up through the levels of precedence from the strongest down. */
public final class HostScope implements Scope {
    private final RunContext run;
    private final @Nullable PlayState play;
    private final HostRun host;
    private final @Nullable Task task;
    private final MagicVariables magic;
    private @Nullable FileSearch files;
    private @Nullable RoleVariables roles;

    public HostScope(RunContext run, @Nullable PlayState play, HostRun host, @Nullable Task task) {
        this.run = run;
        this.play = play;
        this.host = host;
        this.task = task;
        this.magic = new MagicVariables(run, play, host, task, this);
    }

    private List<Path> folders() {
        var folders = new ArrayList<Path>();
        if (task != null) {
            for (RoleInstance role : task.roles().reversed()) {
                folders.add(role.folder());
            }
            folders.add(task.folder());
        }
        folders.add(play == null ? run.playbookFolder() : play.play().folder());
        return folders;
    }

    HostRun host() {
        return host;
    }

    @Override
    public Value lookup(String name) {
        Value found = find(name);
        if (found != null) {
            return found;
        }
        if (FactNames.maybeFact(name) && host.variables().lacksFacts(task != null) && run.gathersFacts(play)) {
            throw new FactsNeeded(host);
        }
        return UndefinedValue.of(name);
    }

    /** Without gathering facts for it. */
    @Nullable
    public Value find(String name) {
        Value value = magic.find(name);
        if (value == null) {
            value = run.options().extraVars().get(name);
        }
        if (value == null && task != null) {
            value = task.origin().includeParams().get(name);
        }
        if (value == null) {
            value = roles().params().get(name);
        }
        if (value == null) {
            value = host.variables().setFacts().get(name);
        }
        if (value == null) {
            value = host.variables().includedVars().get(name);
        }
        if (value == null && task != null) {
            value = task.keywords().vars().get(name);
        }
        if (value == null) {
            value = roles().vars().get(name);
        }
        if (value == null) {
            value = ofPlay(name);
        }
        if (value == null) {
            value = ofFacts(name);
        }
        if (value == null) {
            Variable variable = inventoryVariables().get(name);
            value = variable == null ? null : variable.value();
        }
        return value == null ? roles().defaults().get(name) : value;
    }

    private RoleVariables roles() {
        RoleVariables known = roles;
        if (known == null) {
            List<RoleInstance> own = task == null ? List.of() : task.roles();
            known = play == null ? RoleVariables.of(own, List.of()) : play.roleVariables(own);
            roles = known;
        }
        return known;
    }

    private @Nullable Value ofPlay(String name) {
        if (play == null) {
            return null;
        }
        Map<String, Value> fromFiles = new VarsFiles(run).of(play, host);
        Value value = fromFiles.get(name);
        if (value == null) {
            value = play.prompted().get(name);
        }
        return value == null ? play.play().vars().get(name) : value;
    }

    private @Nullable Value ofFacts(String name) {
        Map<String, Value> facts = host.variables().facts();
        if (facts == null) {
            return null;
        }
        return name.startsWith("ansible_") ? facts.get(name.substring("ansible_".length())) : null;
    }

    private Map<String, Variable> inventoryVariables() {
        return run.inventory().variables(host.host());
    }

    @Override
    public Set<String> names() {
        var names = new HashSet<String>(run.options().extraVars().keySet());
        names.addAll(host.variables().setFacts().keySet());
        names.addAll(host.variables().includedVars().keySet());
        names.addAll(inventoryVariables().keySet());
        if (task != null) {
            names.addAll(task.keywords().vars().keySet());
            names.addAll(task.origin().includeParams().keySet());
        }
        if (play != null) {
            names.addAll(play.play().vars().keySet());
            names.addAll(new VarsFiles(run).of(play, host).keySet());
        }
        names.addAll(roles().params().keySet());
        names.addAll(roles().vars().keySet());
        names.addAll(roles().defaults().keySet());
        Map<String, Value> facts = host.variables().facts();
        if (facts != null) {
            facts.keySet().forEach(fact -> names.add("ansible_" + fact));
        }
        names.addAll(MagicVariables.NAMES);
        return names;
    }

    @Override
    public FileSearch files() {
        FileSearch known = files;
        if (known == null) {
            known = new FileSearch(folders());
            files = known;
        }
        return known;
    }
}

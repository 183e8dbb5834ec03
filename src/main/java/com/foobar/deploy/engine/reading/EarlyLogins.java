package com.foobar.deploy.engine.reading;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.prepared.Cursor;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.engine.variables.ConnectionVariables;
import com.foobar.deploy.engine.variables.FactsNeeded;
import com.foobar.deploy.playbook.Task;
import java.util.List;

/**
 * Logs in to the first hosts of the first play at once, by the first task that has anything to do with them. A guess:
 * where it is wrong the task connects by itself, and says what is wrong.
 */
public final class EarlyLogins {
    private final RunContext run;
    private final Asker asker;

    public EarlyLogins(RunContext run, Asker asker) {
        this.run = run;
        this.asker = asker;
    }

    /** @param cursor the play's tasks */
    public void begin(List<HostRun> hosts, Cursor cursor) {
        for (HostRun host : hosts.stream().limit(run.options().forks()).toList()) {
            cursor.visit((play, task) -> {
                var site = new Site(run, play, task, host, cursor);
                return !touches(site) || !login(site);
            });
        }
    }

    private boolean touches(Site site) {
        Task task = site.task();
        return site.play().hosts().contains(site.host())
                && task.keywords().delegateTo().isEmpty()
                && task.keywords().when().isEmpty()
                && run.selection().runs(task.keywords().tags())
                && run.modules()
                        .find(task.module())
                        .filter(module -> !module.controllerOnly())
                        .isPresent();
    }

    /** @return false if it cannot be told yet how to connect */
    private boolean login(Site site) {
        try {
            HostRun host = site.host();
            var variables =
                    new ConnectionVariables(run, site.scope(), site.task().keywords(), host.name());
            asker.connectEarly(host, variables.settings(), variables.become());
            return true;
        } catch (DeployException | FactsNeeded _) {
            return false;
        }
    }
}

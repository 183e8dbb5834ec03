package com.foobar.deploy.engine.handler;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.Futures;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.host.DueLine;
import com.foobar.deploy.engine.host.Notifications;
import com.foobar.deploy.engine.prepared.Prepared;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.template.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Notes which handlers a change makes due before it is made: a controller that is killed behind it can tell nobody. The host
 * of the task keeps the note; for a host that is the controller, and for a task that works on another host, the
 * controller does.
 */
public final class DueBeforeChange {
    private final Site site;
    private final Scope scope;

    public DueBeforeChange(Site site, Scope scope) {
        this.site = site;
        this.scope = scope;
    }

    public void note(Prepared<?> prepared, HostConnection connection, List<HostChange> changes) {
        if (site.task().notifies().isEmpty()) {
            return;
        }
        Set<DueLine> lines = lines();
        if (prepared.settings().kind().equals("local") || prepared.target() != site.host()) {
            PendingHandlers.note(site.run().options(), lines);
            return;
        }
        CompletableFuture<Boolean> written = site.host().due().note(lines, prepared.become());
        if (!follows(connection, prepared.become(), changes)) {
            await(written);
        }
        written.thenAccept(this::warn);
    }

    /** Whether what is sent now runs behind the note anyway. */
    private boolean follows(HostConnection connection, Become become, List<HostChange> changes) {
        return site.host().due().writes(connection.worker(become), become)
                && changes.stream()
                        .allMatch(change -> change instanceof HostChange.Scripted scripted
                                && scripted.input().isEmpty());
    }

    private static void await(CompletableFuture<Boolean> written) {
        try {
            Futures.await(written);
        } catch (DeployException _) {
            // the change itself then tells what became of the connection
        }
    }

    private void warn(boolean written) {
        if (!written) {
            String message = "`%s` cannot note which handlers are due: if this run is killed, nobody will know"
                    .formatted(site.host().name());
            site.run().tell(new Event.Warned(message, Optional.of(site.task().place())));
        }
    }

    private Set<DueLine> lines() {
        var handlers = new Handlers(site.run(), site.play());
        var lines = new LinkedHashSet<DueLine>();
        for (String name : Handlers.notified(site, scope)) {
            for (String role : roles(handlers, name)) {
                var due = new Notifications.Due(name, role);
                lines.add(new DueLine(site.play().name(), site.host().name(), due));
            }
        }
        return lines;
    }

    /** Of the handlers that go by the name; of the task itself where an include is still to bring the handler. */
    private Set<String> roles(Handlers handlers, String name) {
        Set<String> roles = handlers.rolesOf(name, site.host());
        return roles.isEmpty()
                ? Set.of(site.task().role().map(role -> role.name()).orElse(""))
                : roles;
    }
}

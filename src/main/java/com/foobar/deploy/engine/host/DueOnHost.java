package com.foobar.deploy.engine.host;

import com.foobar.deploy.connection.Futures;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.Step;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.Worker;
import com.foobar.deploy.diagnostic.DeployException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Handlers that are due, as the host itself keeps them: noted before the change is made, so that they outlive a controller
 * that is killed, and known to every controller. What a host says is only compared with the names of the play's own
 * handlers. Thread-safe.
 */
public final class DueOnHost {
    private static final int MOST_BYTES = 65536;

    private @Nullable Supplier<Worker> worker;
    private @Nullable CompletableFuture<StepResult> asked;
    private boolean taken;
    private final Set<DueLine> kept = new LinkedHashSet<>();
    private final Set<DueLine> fromBefore = new LinkedHashSet<>();

    /** Asks the host what is due, once, and does not wait. The controller itself keeps no such file, see PendingHandlers. */
    public synchronized void askOnce(Supplier<Worker> writing) {
        if (asked == null) {
            worker = writing;
            asked = writing.get().submit(Step.asking(reading()).keeping(MOST_BYTES));
        }
    }

    /** The connection broke. */
    synchronized void gone() {
        worker = null;
        asked = null;
    }

    /** What was due before this run began, for a play on this host. */
    public synchronized List<Notifications.Due> takeFromBefore(String play, String host) {
        learn();
        List<DueLine> mine = fromBefore.stream()
                .filter(line -> line.play().equals(play) && line.host().equals(host))
                .toList();
        mine.forEach(fromBefore::remove);
        return mine.stream().map(DueLine::due).toList();
    }

    /** A host that cannot answer has said nothing: what is due stays on it. */
    private void learn() {
        if (asked == null || taken) {
            return;
        }
        taken = true;
        try {
            List<DueLine> lines = DueLine.read(Futures.await(asked).text());
            kept.addAll(lines);
            fromBefore.addAll(lines);
        } catch (DeployException _) {
            // told by whoever needs the connection
        }
    }

    /**
     * Notes what a change makes due. What the same worker is sent behind it runs behind it.
     *
     * @return tells whether it is written; already done where nothing is new
     */
    public synchronized CompletableFuture<Boolean> note(Collection<DueLine> lines) {
        learn();
        List<DueLine> fresh = lines.stream().filter(kept::add).toList();
        if (fresh.isEmpty() || worker == null) {
            return CompletableFuture.completedFuture(true);
        }
        try {
            return worker.get().submit(Step.asking(appending(fresh))).thenApply(StepResult::ok);
        } catch (DeployException _) {
            return CompletableFuture.completedFuture(false);
        }
    }

    /** True for the worker that writes: what it is sent later runs later. */
    public synchronized boolean writes(Worker other) {
        return worker != null && worker.get().equals(other);
    }

    /** Takes away what is no longer due of a play; nothing is sent where nothing is. */
    public synchronized void settle(String play, String host, Set<Notifications.Due> due) {
        boolean changed = kept.removeIf(
                line -> line.play().equals(play) && line.host().equals(host) && !due.contains(line.due()));
        if (changed && worker != null) {
            try {
                worker.get().run(Step.asking(replacing(List.copyOf(kept))));
            } catch (DeployException _) {
                // told by whoever needs the connection; the handler then runs once more, which does no harm
            }
        }
    }

    private static final ShellText FOLDER = ShellText.lit("""
        if [ "$(id -u)" = 0 ]; then d=/var/lib/foobar-deploy
        else d=${XDG_STATE_HOME:-${HOME:-/nowhere}/.local/state}/foobar-deploy
        fi
        f=$d/due
        """);

    private static ShellText reading() {
        return FOLDER.and("""
            if [ -f "$f" ] && [ ! -L "$f" ]; then head -c 65536 "$f"; fi
            """);
    }

    /** The directory is the user's own: nobody else may write into the one above it. */
    private static final ShellText WRITABLE = FOLDER.and("""
        umask 077
        [ -d "$d" ] || mkdir -p "$d" || exit 1
        [ ! -L "$d" ] && [ ! -L "$f" ] || exit 1
        """);

    private static ShellText appending(List<DueLine> lines) {
        return WRITABLE.and("printf '%s\\n'").args(texts(lines)).and(" >>\"$f\"");
    }

    private static ShellText replacing(List<DueLine> lines) {
        return lines.isEmpty()
                ? FOLDER.and("rm -f \"$f\"")
                : WRITABLE.and("printf '%s\\n'").args(texts(lines)).and(" >\"$f.new\" && mv -f \"$f.new\" \"$f\"");
    }

    private static List<String> texts(List<DueLine> lines) {
        var texts = new ArrayList<String>();
        lines.forEach(line -> texts.add(line.text()));
        return texts;
    }
}

package com.foobar.deploy.engine.host;

import com.foobar.deploy.connection.Futures;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.Worker;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.diagnostic.DeployException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The handlers that are due by the note of one user of a host; guarded by {@link DueOnHost}. */
final class DueNote {
    private static final int MOST_BYTES = 65536;

    private @Nullable Supplier<Worker> worker;
    private @Nullable CompletableFuture<StepResult> asked;
    private boolean read;
    private final Set<DueLine> kept = new LinkedHashSet<>();
    private final Set<DueLine> notTaken = new LinkedHashSet<>();

    void askOnce(Supplier<Worker> writing) {
        if (asked == null) {
            worker = writing;
            asked = writing.get().submit(WorkerStep.asking(reading()).keeping(MOST_BYTES));
        }
    }

    void gone() {
        worker = null;
        asked = null;
    }

    boolean isOpen() {
        return worker != null;
    }

    /** A host that cannot answer has said nothing: what is due stays on it. */
    private void learn() {
        if (asked == null || read) {
            return;
        }
        read = true;
        try {
            List<DueLine> lines = DueLine.read(Futures.await(asked).text());
            kept.addAll(lines);
            notTaken.addAll(lines);
        } catch (DeployException _) {
            // told by whoever needs the connection
        }
    }

    List<Notifications.Due> takeFromBefore(String play, String host) {
        learn();
        List<DueLine> mine = notTaken.stream()
                .filter(line -> line.play().equals(play) && line.host().equals(host))
                .toList();
        mine.forEach(notTaken::remove);
        return mine.stream().map(DueLine::due).toList();
    }

    boolean has(DueLine line) {
        learn();
        return kept.contains(line);
    }

    CompletableFuture<Boolean> note(List<DueLine> lines) {
        kept.addAll(lines);
        if (worker == null) {
            return CompletableFuture.completedFuture(true);
        }
        try {
            return worker.get().submit(WorkerStep.asking(appending(lines))).thenApply(StepResult::ok);
        } catch (DeployException _) {
            return CompletableFuture.completedFuture(false);
        }
    }

    boolean writes(Worker other) {
        return worker != null && worker.get().equals(other);
    }

    /** What has come to light meanwhile is taken first. */
    void settle(String play, String host, Set<Notifications.Due> due) {
        List<DueLine> done = kept.stream()
                .filter(line -> line.play().equals(play) && line.host().equals(host))
                .filter(line -> !due.contains(line.due()) && !notTaken.contains(line))
                .toList();
        if (done.isEmpty()) {
            return;
        }
        done.forEach(kept::remove);
        if (worker != null) {
            try {
                worker.get().run(WorkerStep.asking(removing(done)));
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

    /** Those lines alone: a user who is root by two names has one file. */
    private static ShellText removing(List<DueLine> lines) {
        return WRITABLE.and("""
                [ -e "$f" ] || exit 0
                set --""").args(texts(lines)).and("""

                    printf '%s\\n' "$@" | grep -vxF -f - "$f" >"$f.new"
                    [ $? -le 1 ] || exit 1
                    if [ -s "$f.new" ]; then mv -f "$f.new" "$f"; else rm -f "$f" "$f.new"; fi
                    """);
    }

    private static List<String> texts(List<DueLine> lines) {
        return lines.stream().map(DueLine::text).toList();
    }
}

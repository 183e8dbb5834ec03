package com.foobar.deploy.module;

import com.foobar.deploy.state.HostChange;
import java.util.ArrayList;
import java.util.List;

/** Puts changes before or behind those of another decision. */
public final class MoreChanges {
    private MoreChanges() {}

    /** With no change at all the decision stays what it is. */
    public static Decision around(
            List<? extends HostChange> before,
            Decision decision,
            List<? extends HostChange> behind,
            ModuleResult result) {
        if (before.isEmpty() && behind.isEmpty()) {
            return decision;
        }
        return switch (decision) {
            case Decision.Change change -> {
                var all = new ArrayList<HostChange>(before);
                all.addAll(change.changes());
                all.addAll(behind);
                yield new Decision.Change(all, change.predicted(), change.diff(), _ -> change.predicted());
            }
            case Decision.Unchanged _ -> {
                var all = new ArrayList<HostChange>(before);
                all.addAll(behind);
                yield Decision.Change.of(all, result);
            }
            case Decision.Failed _, Decision.Skipped _, Decision.Unknown _, Decision.Control _ -> decision;
        };
    }
}

package com.foobar.deploy.module;

import com.foobar.deploy.state.HostChange;
import java.util.ArrayList;
import java.util.List;

/** Puts changes before or after those of another decision. */
public final class MoreChanges {
    private MoreChanges() {}

    /** With no change at all the decision stays what it is. */
    public static Decision around(
            List<? extends HostChange> before,
            Decision decision,
            List<? extends HostChange> after,
            ModuleResult result) {
        if (before.isEmpty() && after.isEmpty()) {
            return decision;
        }
        return switch (decision) {
            case Decision.Change change -> {
                var all = new ArrayList<HostChange>(before);
                all.addAll(change.changes());
                all.addAll(after);
                yield new Decision.Change(all, change.predicted(), change.diff(), _ -> change.predicted());
            }
            case Decision.Unchanged _ -> {
                var all = new ArrayList<HostChange>(before);
                all.addAll(after);
                yield Decision.Change.of(all, result);
            }
            case Decision.Failed _, Decision.Skipped _, Decision.Unknown _, Decision.Control _ -> decision;
        };
    }
}

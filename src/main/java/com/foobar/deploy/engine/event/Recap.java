package com.foobar.deploy.engine.event;

/** A host's counts of task results. */
public record Recap(
        int ok,
        int changed,
        int failed,
        int unreachable,
        int skipped,
        int ignored,
        int rescued,
        int conditional,
        int unknown) {
    public static final Recap ZERO = new Recap(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Recap plus(Status status) {
        return switch (status) {
            case OK -> new Recap(ok + 1, changed, failed, unreachable, skipped, ignored, rescued, conditional, unknown);
            case CHANGED ->
                new Recap(ok, changed + 1, failed, unreachable, skipped, ignored, rescued, conditional, unknown);
            case SKIPPED ->
                new Recap(ok, changed, failed, unreachable, skipped + 1, ignored, rescued, conditional, unknown);
            case FAILED ->
                new Recap(ok, changed, failed + 1, unreachable, skipped, ignored, rescued, conditional, unknown);
            case IGNORED ->
                new Recap(ok, changed, failed, unreachable, skipped, ignored + 1, rescued, conditional, unknown);
            case UNREACHABLE ->
                new Recap(ok, changed, failed, unreachable + 1, skipped, ignored, rescued, conditional, unknown);
            case CONDITIONAL ->
                new Recap(ok, changed, failed, unreachable, skipped, ignored, rescued, conditional + 1, unknown);
            case UNKNOWN ->
                new Recap(ok, changed, failed, unreachable, skipped, ignored, rescued, conditional, unknown + 1);
        };
    }

    /** A failure that a rescue took over counts as rescued. */
    public Recap rescueOne() {
        return new Recap(ok, changed, failed - 1, unreachable, skipped, ignored, rescued + 1, conditional, unknown);
    }

    /** Changes and what may become one. */
    public int pending() {
        return changed + conditional + unknown;
    }
}

package com.foobar.deploy.truth;

import java.util.List;

/** A kind of task that the generator knows. */
@FunctionalInterface
interface Kind {
    /** One task, or several that belong together. */
    List<Step> steps(Draw draw, Scene scene);

    /** @param weight how often it is chosen, beside the others */
    record Weighted(int weight, Kind kind) {}

    static Weighted of(int weight, Kind kind) {
        return new Weighted(weight, kind);
    }

    static Kind choose(Draw draw, List<Weighted> kinds) {
        int left = draw.below(kinds.stream().mapToInt(Weighted::weight).sum());
        for (Weighted kind : kinds) {
            left -= kind.weight();
            if (left < 0) {
                return kind.kind();
            }
        }
        throw new IllegalStateException("the weights have changed meanwhile");
    }
}

package com.foobar.deploy.site.drill;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All drills, in the order of their numbers. */
public final class Drills {
    private static final List<Drill> ALL = Stream.of(
                    WebDrills.all(),
                    PromotionDrills.all(),
                    CutOffDrills.all(),
                    ReplicaDrills.all(),
                    RebuildDrills.all(),
                    BalancerDrills.all(),
                    ReleaseDrills.all(),
                    AccessDrills.all(),
                    CertificateDrills.all(),
                    StrangerDrills.all())
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(Drill::number))
            .toList();

    private Drills() {}

    public static List<Drill> all() {
        return ALL;
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException USAGE, for a name that no drill has */
    public static Drill named(String name) {
        return ALL.stream()
                .filter(drill -> drill.name().equals(name)
                        || Integer.toString(drill.number()).equals(name))
                .findFirst()
                .orElseThrow(() -> Diagnostic.of(ErrorCode.USAGE, "there is no drill `" + name + "`")
                        .suggest(name, ALL.stream().map(Drill::name).toList())
                        .toException());
    }
}

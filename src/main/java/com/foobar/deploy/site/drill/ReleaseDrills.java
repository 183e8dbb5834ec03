package com.foobar.deploy.site.drill;

import static com.foobar.deploy.site.drill.DrillSite.await;
import static com.foobar.deploy.site.drill.DrillSite.check;

import com.foobar.deploy.site.drill.DrillSite.Measured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A release goes well, or not. */
final class ReleaseDrills {
    private static final int READS = 100;
    private static final String REVISION = "cat /srv/guestbook/current/REVISION";

    private ReleaseDrills() {}

    static List<Drill> all() {
        return List.of(new Drill(
                19,
                "release",
                "a release and a rollback without a failed request at 100 a second; one that is never ready is rolled"
                        + " back on the first host, the second is not touched",
                ReleaseDrills::release));
    }

    private static void release(DrillSite site) {
        String first = site.hosts().web();
        List<String> others = site.hosts().websWithout(first);
        Path folder = copyOfTheGuestbook(site);
        String before = site.text(first, REVISION);
        try (var load = site.load(0, READS)) {
            await("load", 20, () -> load.readsSoFar() > READS);
            site.tool().run("release", folder.toString()).exits(0);
            String after = site.text(first, REVISION);
            check(!after.equals(before) && all(site, others, after), "the hosts run " + after);

            write(folder.resolve("app.py"), "raise RuntimeError('broken on purpose')\n");
            site.tool()
                    .run("release", folder.toString(), "-eapp_start_timeout=5")
                    .exits(4)
                    .says("which runs " + after + " again");
            check(site.text(first, REVISION).equals(after), "the first host was not rolled back");
            check(all(site, others, after), "the second host was touched");

            site.tool().run("rollback", before).exits(0);
            check(all(site, others, before), "the hosts were not rolled back");
            Measured seen = site.finish(load);
            seen.noReadFailed();
        }
    }

    private static boolean all(DrillSite site, List<String> hosts, String release) {
        return hosts.stream().allMatch(host -> site.text(host, REVISION).equals(release));
    }

    private static Path copyOfTheGuestbook(DrillSite site) {
        Path from = site.home().resolve("roles/app/files/guestbook");
        try (Stream<Path> files = Files.walk(from)) {
            Path folder = Files.createTempDirectory("drill-release");
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

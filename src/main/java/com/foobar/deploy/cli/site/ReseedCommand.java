package com.foobar.deploy.cli.site;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reseed}: a replica is filled anew. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  foobar-deploy reseed web-01 -i inventories/lab"})
public final class ReseedCommand implements Callable<Integer> {
    @Mixin
    private ServerReturn server = new ServerReturn();

    @Override
    public Integer call() {
        return server.run(
                "wipe and seed it again",
                (host, primary) -> List.of(
                        "the binary logs of " + host + " are archived in its /var/lib/mysql-archive",
                        "all databases of " + host + " are wiped, and copied from " + primary,
                        host + " follows " + primary));
    }
}

package com.foobar.deploy.cli.site;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rejoin}: a database comes back as a replica. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  foobar-deploy rejoin web-01 -i inventories/lab"})
public final class RejoinCommand implements Callable<Integer> {
    @Mixin
    private ServerReturn server = new ServerReturn();

    @Override
    public Integer call() {
        return server.run(
                "have it rejoin",
                (host, primary) -> List.of(
                        host + " starts, closed to writes",
                        "if it has transactions that " + primary
                                + " lacks, they are archived on the host, and it is wiped and seeded again",
                        host + " follows " + primary));
    }
}

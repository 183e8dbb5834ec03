package com.foobar.deploy.cli.site;

import com.foobar.deploy.cli.option.InventoryOptions;
import com.foobar.deploy.cli.terminal.Confirmation;
import com.foobar.deploy.site.operate.ReplicationPicture;
import com.foobar.deploy.site.operate.ReplicationScreen;
import com.foobar.deploy.site.operate.ServerRow;
import com.foobar.deploy.view.TerminalText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What promote, rejoin and reseed have in common: they show what the servers are and what will be done, and ask. */
final class SiteConfirmation {
    @Option(
            names = {"-y", "--yes"},
            description = "Does it without showing and asking first; needed where there is no terminal.")
    private boolean yes;

    /**
     * @param inventory must be named where nothing is asked
     * @param look a playbook that only reads
     * @param steps what will be done, given the server that can be written to now, if there is exactly one
     * @return whether it may begin
     * @throws com.foobar.deploy.diagnostic.DeployException NEEDS_CONFIRMATION, without a terminal
     */
    boolean confirmed(
            InventoryOptions inventory,
            Supplier<Confirmation> confirmation,
            OperatePlaybook look,
            Function<Optional<String>, List<String>> steps) {
        if (yes) {
            inventory.requireNamed("--yes");
            return true;
        }
        Confirmation asked = confirmation.get();
        PrintWriter out = asked.out();
        List<String> hosts = look.databases();
        var picture = new ReplicationPicture();
        look.look(picture);
        out.print(TerminalText.of(ReplicationScreen.text(picture, hosts)));
        List<String> open = picture.servers(hosts).stream()
                .filter(ServerRow::open)
                .map(ServerRow::host)
                .toList();
        out.println();
        steps.apply(open.size() == 1 ? Optional.of(open.getFirst()) : Optional.empty())
                .forEach(step -> out.println("- " + step));
        out.println();
        return asked.given();
    }
}

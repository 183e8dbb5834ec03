package com.foobar.deploy.cli;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that lead a drill to an inventory instead of a lab. Nothing but the command line does. */
final class DrillTarget {
    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "SOURCE",
            description = "Breaks the hosts of this inventory (groups lb, web and db) instead of a lab's; only with"
                    + " --i-know. May be repeated.")
    private List<String> sources = new ArrayList<>();

    @Option(names = "--i-know", description = "With -i: you know that these hosts will be broken on purpose.")
    private boolean known;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "With -i: where the load balancer answers (default: https:// and the site's name,"
                    + " without TLS http:// and its host's address).")
    private Optional<String> url = Optional.empty();

    @Option(
            names = {"--vault-password-file", "--vault-pass-file"},
            paramLabel = "FILE",
            description = "File that holds the vault password, or a program that prints it. May be repeated.")
    private List<String> vaultPasswordFiles = new ArrayList<>();

    @Option(
            names = "--vault-id",
            paramLabel = "ID@SOURCE",
            description = "Vault id with its password's file. May be repeated.")
    private List<String> vaultIds = new ArrayList<>();

    /** Where an inventory is meant, and no lab. */
    boolean isInventory() {
        if (sources.isEmpty() && (known || url.isPresent())) {
            throw Diagnostic.of(
                            ErrorCode.USAGE,
                            "`" + (known ? "--i-know" : "--url")
                                    + "` goes with `-i INVENTORY`; without one the hosts of a lab are broken")
                    .toException();
        }
        return !sources.isEmpty();
    }

    Optional<String> url() {
        return url;
    }

    /** The words that every command of the drill is given. */
    List<String> words(List<String> extraVars) {
        var words = new ArrayList<String>();
        sources.forEach(source -> words.addAll(List.of("-i", source)));
        vaultPasswordFiles.forEach(file -> words.add("--vault-password-file=" + file));
        vaultIds.forEach(id -> words.add("--vault-id=" + id));
        extraVars.forEach(variable -> words.add("--extra-vars=" + variable));
        return words;
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException USAGE, unless somebody has said that they know */
    void checkKnown(List<String> hosts) {
        if (!known) {
            throw Diagnostic.of(
                            ErrorCode.USAGE,
                            "drills break " + String.join(", ", hosts) + " of `" + String.join(", ", sources)
                                    + "` on purpose: they stop programs, cut the databases off from each other, change"
                                    + " the primary, purge binary logs, wipe a database and seed it again, release the"
                                    + " guestbook, and write rows that stay")
                    .advise("a lab is the safer place: `foobar-deploy demo` makes one, and `drill` without `-i` breaks"
                            + " nothing else")
                    .advise("if these hosts are really meant, say so with `--i-know`")
                    .toException();
        }
    }
}

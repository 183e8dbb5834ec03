package com.foobar.deploy.cli.run;

import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.Deployment;
import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.playbook.PlaybookListing;
import com.foobar.deploy.playbook.TagSelection;
import java.io.PrintWriter;
import java.util.List;
import java.util.SortedSet;
import picocli.CommandLine.Option;

/** What a playbook would run and where, without a connection to any host. */
final class ListingFlags {
    @Option(names = "--list-tasks", description = "Lists the tasks with their tags, and does nothing else.")
    private boolean tasks;

    @Option(names = "--list-tags", description = "Lists the tags, and does nothing else.")
    private boolean tags;

    @Option(names = "--list-hosts", description = "Lists the hosts of each play, and does nothing else.")
    private boolean hosts;

    boolean wanted() {
        return tasks || tags || hosts;
    }

    /** Prints what was asked for. */
    int print(Assembly assembly, Deployment deployment, RunOptions options, PrintWriter out) {
        deployment.checkLimit();
        var selection = new TagSelection(options.tags(), options.skipTags());
        Playbook playbook = assembly.playbook();
        List<Play> plays = selection.select(playbook).plays();
        for (PlaybookListing.PlayLine line :
                PlaybookListing.of(playbook, selection).plays()) {
            out.println("play " + line.name() + shown(line.tags()));
            if (hosts) {
                deployment.hostsOf(plays.get(line.number() - 1)).forEach(host -> out.println("  host " + host.name()));
            }
            if (tasks) {
                line.tasks().forEach(task -> out.println("  " + task.title() + shown(task.tags())));
            }
            if (tags) {
                line.taskTags().forEach(tag -> out.println("  tag " + tag));
            }
        }
        out.flush();
        return ExitCode.FINE.number();
    }

    private static String shown(SortedSet<String> tags) {
        return tags.isEmpty() ? "" : "  [" + String.join(", ", tags) + "]";
    }
}

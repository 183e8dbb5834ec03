package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture.Outcome;
import com.foobar.deploy.site.AnsibleControl.Count;
import com.foobar.deploy.site.AnsibleControl.Played;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A playbook written for Ansible: of the tool and Ansible, neither finds anything to do after the other. */
@Order(6)
class Web3IT {
    private static final List<String> TARGETS = List.of("lb-01", "web-01", "web-02");
    private static final List<String> HOSTS = List.of("lb-01", "web-01", "web-02", "control");
    private static final String FOLDER = "bench/web3";
    private static final Map<String, Count> NOTHING =
            Map.of("lb-01", Count.NOTHING, "web-01", Count.NOTHING, "web-02", Count.NOTHING);

    @Test
    void ansibleFindsNothingToDoAfterTheTool() {
        try (var lab = new TestLab("it-web3-there", 26001, HOSTS, AnsibleControl::image)) {
            lab.up();
            assertThat(tool(lab, "apply", "--yes").exits(0).text()).doesNotContain("\n0 changed");
            findsNothing(lab);

            Played played = new AnsibleControl(lab, "control").play(TestLab.PROJECT.resolve(FOLDER));
            assertThat(played.recap()).as(played.output()).isEqualTo(NOTHING);
        }
    }

    @Test
    void theToolFindsNothingToDoAfterAnsible() {
        try (var lab = new TestLab("it-web3-back", 26011, HOSTS, AnsibleControl::image)) {
            lab.up();
            Played played = new AnsibleControl(lab, "control").play(TestLab.PROJECT.resolve(FOLDER));
            assertThat(played.recap().keySet()).as(played.output()).containsExactlyElementsOf(TARGETS);
            assertThat(played.recap().values())
                    .as(played.output())
                    .allMatch(count -> count.changed() > 0 && count.unreachable() == 0 && count.failed() == 0);
            findsNothing(lab);
        }
    }

    private static void findsNothing(TestLab lab) {
        tool(lab, "plan", "--detailed-exitcode").exits(0).says("\n0 to change, ");
        tool(lab, "apply", "--yes", "--detailed-exitcode").exits(0).says("\n0 changed in ");
    }

    /** The play is for all hosts, and the lab's inventory names Ansible's host too. */
    private static Outcome tool(TestLab lab, String command, String... more) {
        var all = new ArrayList<>(List.of(more));
        all.add("--limit=!control");
        return lab.tool(command, FOLDER + "/site.yml", FOLDER + "/hosts.yml", all.toArray(String[]::new));
    }
}

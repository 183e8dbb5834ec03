package com.foobar.deploy.site;

import static org.junit.jupiter.api.Assumptions.abort;

import com.foobar.deploy.lab.ContainerEngine;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ansible on a host of the lab that is no target. */
final class AnsibleControl {
    private static final Pattern RECAP =
            Pattern.compile("(?m)^(\\S+)\\s+: ok=(\\d+)\\s+changed=(\\d+)\\s+unreachable=(\\d+)\\s+failed=(\\d+)");
    private static final String FOLDER = "/root/playbook";
    private static final String KEY = "/root/key";

    private final TestLab lab;
    private final String host;

    AnsibleControl(TestLab lab, String host) {
        this.lab = lab;
        this.host = host;
    }

    /** What one host's line of the recap says. */
    record Count(int changed, int unreachable, int failed) {
        static final Count NOTHING = new Count(0, 0, 0);
    }

    record Played(Map<String, Count> recap, String output) {}

    /** Skips the test where the image cannot be had. */
    static String image(ContainerEngine engine) {
        try {
            return AnsibleImage.ensure(engine);
        } catch (IllegalStateException e) {
            return abort(String.valueOf(e.getMessage()));
        }
    }

    /** Plays {@code site.yml} of a directory on the hosts of its {@code hosts.yml}. */
    Played play(Path folder) {
        lab.copy(folder, host, FOLDER);
        lab.copy(lab.privateKey(), host, KEY);
        lab.text(host, "chown", "root:", KEY);
        ContainerEngine.Outcome outcome = lab.run(
                host,
                "env",
                "-C",
                FOLDER,
                "ANSIBLE_GATHERING=smart",
                "ANSIBLE_HOST_KEY_CHECKING=False",
                "ANSIBLE_PIPELINING=True",
                "ANSIBLE_PRIVATE_KEY_FILE=" + KEY,
                "ansible-playbook",
                "--inventory=hosts.yml",
                "--diff",
                "site.yml");
        return new Played(recap(outcome.out()), outcome.out() + outcome.error());
    }

    private static Map<String, Count> recap(String output) {
        var counts = new TreeMap<String, Count>();
        Matcher line = RECAP.matcher(output);
        while (line.find()) {
            counts.put(line.group(1), new Count(number(line, 3), number(line, 4), number(line, 5)));
        }
        return counts;
    }

    private static int number(Matcher line, int group) {
        return Integer.parseInt(line.group(group));
    }
}

package com.foobar.deploy.truth;

import static java.util.Objects.requireNonNull;

import com.foobar.deploy.lab.ContainerEngine;
import com.foobar.deploy.lab.LabImage;
import com.foobar.deploy.site.AnsibleImage;
import com.foobar.deploy.truth.Difference.What;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the playbooks of many seeds on hosts of its own, and shrinks those that show a difference. */
final class Harness implements AutoCloseable {
    private static final int ATTEMPTS = 60;

    private final Consumer<String> progress;
    private final TwoHosts bare;
    private final Tool tool;
    private final Optional<TwoHosts> control;
    private final Optional<Ansible> ansible;
    private final boolean keep;
    private int attempt;

    /**
     * @param home for the playbooks and what the tool keeps
     * @param ports the first of twenty ports of this machine
     * @param keep takes the hosts of the run before, if they are up, and leaves them up
     */
    Harness(Path home, String name, int ports, boolean withAnsible, boolean keep, Consumer<String> progress) {
        this.progress = progress;
        this.keep = keep;
        var engine = ContainerEngine.find();
        var workplace = new Workplace(home.toAbsolutePath());
        bare = new TwoHosts(workplace.home(), name, ports, engine, e -> new LabImage(e).ensure(_ -> {}));
        tool = new Tool(workplace, bare);
        control = withAnsible
                ? Optional.of(
                        new TwoHosts(workplace.home(), name + "-ansible", ports + 10, engine, AnsibleImage::ensure))
                : Optional.empty();
        ansible = control.map(hosts -> new Ansible(workplace, hosts));
    }

    void up() {
        progress.accept("starting the hosts");
        bare.up(!keep);
        control.ifPresent(hosts -> hosts.up(!keep));
        ansible.ifPresent(Ansible::prepare);
    }

    /** What was found in a playbook; nothing if all is true. */
    record Finding(Playbook playbook, List<Difference> differences) {
        String text() {
            var text = new StringBuilder("seed " + playbook.seed() + "\n");
            differences.forEach(difference -> text.append(difference).append('\n'));
            return text.append(playbook.text().indent(2)).toString();
        }
    }

    /** @param unsure how many tasks the plans could not tell */
    record Result(List<Finding> findings, int playbooks, long tasks, long unsure) {
        String summary() {
            return playbooks + " playbooks, " + tasks + " tasks, " + unsure + " of them unsure in the plan, "
                    + findings.size() + " playbooks with differences "
                    + findings.stream().map(it -> it.playbook().seed()).toList();
        }
    }

    Result run(List<Long> seeds) {
        var playbooks = new LinkedHashMap<String, Playbook>();
        seeds.forEach(seed -> playbooks.put(String.valueOf(seed), Generator.playbook(seed)));
        var theirs = CompletableFuture.runAsync(() -> ansible.ifPresent(it -> it.start(playbooks)));
        Map<String, Tool.Runs> runs = new LinkedHashMap<>();
        playbooks.forEach((id, playbook) -> {
            runs.put(id, tool.run(playbook, id));
            if (runs.size() % 10 == 0 || runs.size() == playbooks.size()) {
                progress.accept("the tool has run " + runs.size() + " of " + playbooks.size() + " playbooks");
            }
        });
        theirs.join();
        progress.accept("Ansible has run them");
        long tasks = runs.values().stream()
                .mapToLong(run -> run.plan().byTask().size())
                .sum();
        long unsure =
                runs.values().stream().mapToLong(run -> run.plan().unsure()).sum();
        List<Finding> findings = findings(playbooks, runs);
        return new Result(findings, runs.size(), tasks, unsure);
    }

    private List<Finding> findings(Map<String, Playbook> playbooks, Map<String, Tool.Runs> runs) {
        Map<String, Ansible.Run> first =
                ansible.map(it -> it.outcomes(playbooks, "first")).orElse(Map.of());
        var asked = new LinkedHashMap<>(playbooks);
        asked.entrySet()
                .removeIf(
                        entry -> !Comparison.asksForSecond(entry.getValue(), requireNonNull(runs.get(entry.getKey()))));
        // A difference of the first runs explains one of the second.
        asked.entrySet()
                .removeIf(entry -> !ofFirst(
                                entry.getValue(), requireNonNull(runs.get(entry.getKey())), first.get(entry.getKey()))
                        .isEmpty());
        Map<String, Ansible.Run> second = ansible.map(it -> {
                    it.pass(asked, "second");
                    return it.outcomes(asked, "second");
                })
                .orElse(Map.of());
        var findings = new ArrayList<Finding>();
        playbooks.forEach((id, playbook) -> {
            Tool.Runs run = requireNonNull(runs.get(id));
            var differences = new ArrayList<>(ofFirst(playbook, run, first.get(id)));
            if (second.containsKey(id)) {
                differences.addAll(Comparison.ofSecond(playbook, run, second.get(id)));
            }
            if (!differences.isEmpty()) {
                findings.add(new Finding(playbook, differences));
            }
        });
        return findings;
    }

    private static List<Difference> ofFirst(Playbook playbook, Tool.Runs runs, Ansible.@Nullable Run ansible) {
        return Comparison.of(playbook, runs, Optional.ofNullable(ansible));
    }

    /** The shortest playbook that shows the first of the differences. */
    Finding shrunk(Finding finding) {
        What what = finding.differences().getFirst().what();
        var last = new ArrayList<>(List.of(finding));
        var shrinker = new Shrinker(
                playbook -> {
                    Finding found = once(playbook, what.needsAnsible());
                    boolean shows = found.differences().stream().anyMatch(it -> it.what() == what);
                    if (shows) {
                        last.add(found);
                    }
                    return shows;
                },
                ATTEMPTS);
        shrinker.shrink(finding.playbook());
        return last.getLast();
    }

    private Finding once(Playbook playbook, boolean withAnsible) {
        attempt++;
        String id = playbook.seed() + "s" + attempt;
        Map<String, Playbook> only = Map.of(id, playbook);
        Optional<Ansible> asked = ansible.filter(_ -> withAnsible);
        asked.ifPresent(it -> it.start(only));
        Map<String, Tool.Runs> runs = Map.of(id, tool.run(playbook, id));
        if (asked.isEmpty()) {
            return new Finding(playbook, Comparison.of(playbook, requireNonNull(runs.get(id)), Optional.empty()));
        }
        List<Finding> findings = findings(only, runs);
        return findings.isEmpty() ? new Finding(playbook, List.of()) : findings.getFirst();
    }

    @Override
    public void close() {
        bare.leave();
        control.ifPresent(TwoHosts::leave);
        if (!keep) {
            bare.close();
            control.ifPresent(TwoHosts::close);
        }
    }
}

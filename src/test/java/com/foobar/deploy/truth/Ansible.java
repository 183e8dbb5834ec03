package com.foobar.deploy.truth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Ansible on two hosts of its own, the first of which it runs on. */
final class Ansible {
    private static final String FOLDER = "/root/plays";
    private static final String KEY = "/root/key";

    /** Starts the process that runs modules on the first host, once for all. */
    private static final String WARM = """
        [ -S /root/warm/socket ] && exit 0
        mkdir -p /root/warm/ansible
        cd /usr/lib/python3/dist-packages/ansible && cp -r release.py module_utils modules /root/warm/ansible/ || exit 1
        echo 'from ansible.release import __version__, __author__' > /root/warm/ansible/__init__.py
        setsid python3 %s/warm.py </dev/null >/root/warm/log 2>&1 &
        until [ -S /root/warm/socket ]; do
          kill -0 $! || { cat /root/warm/log >&2; exit 1; }
          sleep 0.2
        done
        """;

    private final Workplace workplace;
    private final TwoHosts hosts;

    Ansible(Workplace workplace, TwoHosts hosts) {
        this.workplace = workplace;
        this.hosts = hosts;
    }

    /** What one pass did and left. */
    record Run(Statuses statuses, Map<String, Snapshot> after) {}

    void prepare() {
        String address = hosts.options().labHosts().getLast().address();
        Workplace.put(workplace.home().resolve("plays/hosts.ini"), """
            one ansible_connection=warm ansible_become=false ansible_python_interpreter=/usr/bin/python3
            two ansible_host=%s ansible_user=deploy ansible_ssh_private_key_file=%s ansible_python_interpreter=/usr/bin/python3
            """.formatted(address, KEY));
        workplace.resource("play.py", "play.py");
        workplace.resource("warm.py", "warm.py");
        workplace.resource("callback/truth.py", "callback/truth.py");
        workplace.resource("connection/warm.py", "connection/warm.py");
        hosts.first().copyIn(hosts.options().privateKey(), KEY);
        hosts.first().run("chown root: " + KEY + "\n");
        hosts.first().copyIn(workplace.home().resolve("plays"), "/root");
        hosts.first().run(WARM.formatted(FOLDER));
    }

    /** The state before, and the first pass, of all of them; {@link #outcome} gives what came of each. */
    void start(Map<String, Playbook> playbooks) {
        playbooks.forEach((id, playbook) -> workplace.write(playbook, id));
        hosts.first().copyIn(workplace.home().resolve("plays"), "/root");
        var scripts = new StringBuilder();
        playbooks.forEach((id, playbook) -> scripts.append(playbook.startScript(id)));
        hosts.all().forEach(host -> host.run(scripts.toString()));
        pass(playbooks, "first");
    }

    /** What changes accounts or packages runs one after the other, beside the others. */
    void pass(Map<String, Playbook> playbooks, String pass) {
        var system = new ArrayList<String>();
        var others = new ArrayList<String>();
        playbooks.forEach((id, playbook) -> (playbook.isSystemWide() ? system : others).add(id));
        while (system.size() + 1 < others.size()) {
            system.add(others.removeLast());
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> both =
                    List.of(executor.submit(() -> play(system, pass)), executor.submit(() -> play(others, pass)));
            for (Future<?> one : both) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void play(List<String> ids, String pass) {
        if (ids.isEmpty()) {
            return;
        }
        var words = new ArrayList<>(List.of(
                "env",
                "ANSIBLE_HOST_KEY_CHECKING=False",
                "ANSIBLE_PIPELINING=True",
                "ANSIBLE_TIMEOUT=120",
                "ANSIBLE_SSH_RETRIES=5",
                "ANSIBLE_STDOUT_CALLBACK=truth",
                "ANSIBLE_DEPRECATION_WARNINGS=False",
                "ANSIBLE_CALLBACK_PLUGINS=" + FOLDER + "/callback",
                "ANSIBLE_CONNECTION_PLUGINS=" + FOLDER + "/connection",
                "python3",
                FOLDER + "/play.py",
                pass));
        words.addAll(ids);
        var outcome = hosts.first().command(words);
        if (!outcome.ok()) {
            throw new IllegalStateException("Ansible: " + outcome.error());
        }
    }

    Map<String, Run> outcomes(Map<String, Playbook> playbooks, String pass) {
        var all = new LinkedHashMap<String, Run>();
        playbooks.forEach((id, playbook) -> all.put(id, outcome(playbook, id, pass)));
        return all;
    }

    private Run outcome(Playbook playbook, String id, String pass) {
        String file = FOLDER + "/" + id + "/" + pass;
        String said = hosts.first().run("cat " + file + ".json\n");
        String error = hosts.first().run("cat " + file + ".error\n");
        var snapshots = new LinkedHashMap<>(hosts.snapshots(playbook, id, Snapshot.Rest.IGNORED));
        if (playbook.isSystemWide()) {
            // Playbooks share the packages, and others have run since.
            snapshots.replaceAll((host, snapshot) ->
                    snapshot.withPackages(hosts.first().run("cat " + file + ".packages." + host + "\n")));
        }
        return new Run(Statuses.parse(said, said + error), snapshots);
    }
}

package com.foobar.deploy.module.builtin.system;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.system.HostnameQuestion;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sets the host's name, now and for the next boot. */
final class HostnameModule implements Module<HostnameModule.Args> {
    record Args(
            @Arg("the name") String name, @Arg("not used") Optional<String> use) {
        Args {
            if (!name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?")) {
                throw new IllegalArgumentException("`" + name + "` cannot be the name of a host");
            }
        }
    }

    @Override
    public String name() {
        return "hostname";
    }

    @Override
    public String summary() {
        return "Sets the host's name, now and for the next boot.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(new HostnameQuestion());
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        HostnameQuestion.Names now = answers.to(new HostnameQuestion());
        String shortName = args.name().replaceFirst("\\..*", "");
        String domain = args.name().substring(Math.min(args.name().length(), shortName.length() + 1));
        var facts = Map.of(
                "ansible_hostname", Value.of(shortName),
                "ansible_nodename", Value.of(args.name()),
                "ansible_fqdn", Value.of(args.name()),
                "ansible_domain", Value.of(domain));
        ModuleResult result = ModuleResult.EMPTY.with("name", args.name()).with("ansible_facts", Value.of(facts));
        if (now.current().equals(args.name()) && now.permanent().equals(args.name())) {
            return new Decision.Unchanged("the host is called " + args.name(), result);
        }
        // In a container /etc/hostname may be mounted by itself: it can be written, not replaced.
        ShellText script = ShellText.lit("if [ -d /run/systemd/system ] && hostnamectl set-hostname --")
                .arg(args.name())
                .and(" 2>/dev/null; then exit 0; fi\nprintf '%s\\n'")
                .arg(args.name())
                .and(" >/etc/hostname && hostname")
                .arg(args.name());
        var touched = new Touched(Set.of(Topic.SYSTEM, Topic.FACTS), Set.of("/etc/hostname", "/etc/machine-info"));
        var change = ScriptChange.of("call the host " + args.name(), script, touched)
                .expecting(new HostnameQuestion(), new HostnameQuestion.Names(args.name(), args.name()));
        return Decision.Change.of(List.of(change), result)
                .withDiff(Diff.text(
                        "hostname", "hostname = " + now.permanent() + "\n", "hostname = " + args.name() + "\n"));
    }
}

package com.foobar.deploy.engine.variables;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.Patience;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.host.KnownSettings;
import com.foobar.deploy.engine.run.LoginOptions;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How to reach a host and as whom, out of its variables, the task's keywords and the command line, in this order. */
public final class ConnectionVariables {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "::1");

    /** Every variable that {@link #made} asks for. */
    private static final List<String> NAMES = List.of(
            "ansible_connection",
            "ansible_ssh_common_args",
            "ansible_ssh_extra_args",
            "ansible_host",
            "ansible_ssh_host",
            "ansible_port",
            "ansible_ssh_port",
            "ansible_user",
            "ansible_ssh_user",
            "ansible_password",
            "ansible_ssh_pass",
            "ansible_ssh_password",
            "ansible_ssh_private_key_file",
            "ansible_private_key_file",
            "ansible_ssh_private_key_passphrase",
            "ansible_ssh_known_hosts_file",
            "ansible_ssh_host_key_checking",
            "ansible_host_key_checking",
            "ansible_ssh_timeout",
            "ansible_timeout",
            "ansible_ssh_retries");

    private final RunContext run;
    private final HostScope scope;
    private final Keywords keywords;
    private final String host;

    /**
     * @param scope of the host that is connected to: for a delegated task, the delegate's
     * @param keywords of the task, already rendered where they are templates
     */
    public ConnectionVariables(RunContext run, HostScope scope, Keywords keywords, String host) {
        this.run = run;
        this.scope = scope;
        this.keywords = keywords;
        this.host = host;
    }

    /** Made anew only where one of the values that it depends on is another one, or a template. */
    public ConnectionSettings settings() {
        List<Optional<Value>> raw = raw();
        if (!raw.stream().flatMap(Optional::stream).allMatch(ConnectionVariables::isPlain)) {
            return made();
        }
        KnownSettings known = scope.host().variables().knownSettings();
        if (known == null || !known.raw().equals(raw)) {
            known = new KnownSettings(raw, made());
            scope.host().variables().knownSettings(known);
        }
        return known.settings();
    }

    private List<Optional<Value>> raw() {
        var raw = new ArrayList<Optional<Value>>();
        NAMES.forEach(name -> raw.add(Optional.ofNullable(scope.find(name))));
        raw.add(keywords.connection());
        raw.add(keywords.port());
        raw.add(keywords.remoteUser());
        return raw;
    }

    private static boolean isPlain(Value value) {
        return value instanceof IntValue
                || value instanceof BoolValue
                || value instanceof TextValue text && !text.template();
    }

    private ConnectionSettings made() {
        LoginOptions options = run.options().login();
        String kind = text("ansible_connection")
                .or(() -> rendered(keywords.connection()))
                .or(options::kind)
                .orElse(LOCAL_NAMES.contains(host) ? "local" : "ssh");
        Map<String, String> sshOptions = SshArguments.parse(List.of(
                text("ansible_ssh_common_args").orElse(""),
                text("ansible_ssh_extra_args").orElse("")));
        return new ConnectionSettings(
                host,
                kind.equals("smart") || kind.equals("paramiko") ? "ssh" : kind,
                text("ansible_host").or(() -> text("ansible_ssh_host")).orElse(host),
                text("ansible_port")
                        .or(() -> text("ansible_ssh_port"))
                        .or(() -> rendered(keywords.port()))
                        .map(this::port),
                credentials(options),
                SshArguments.jumps(sshOptions),
                hostKeys(options, sshOptions),
                new Patience(
                        Duration.ofSeconds(number("ansible_ssh_timeout")
                                .or(() -> number("ansible_timeout"))
                                .orElse(options.timeoutSeconds())),
                        number("ansible_ssh_retries").orElse(0),
                        Patience.DEFAULT.keepAlive()),
                sshOptions);
    }

    private ConnectionSettings.Credentials credentials(LoginOptions options) {
        return new ConnectionSettings.Credentials(
                text("ansible_user")
                        .or(() -> text("ansible_ssh_user"))
                        .or(() -> rendered(keywords.remoteUser()))
                        .or(options::user),
                text("ansible_password")
                        .or(() -> text("ansible_ssh_pass"))
                        .or(() -> text("ansible_ssh_password"))
                        .map(Secret::new)
                        .or(options::password),
                text("ansible_ssh_private_key_file")
                        .or(() -> text("ansible_private_key_file"))
                        .map(ConnectionVariables::path)
                        .or(options::privateKey),
                text("ansible_ssh_private_key_passphrase").map(Secret::new));
    }

    private ConnectionSettings.HostKeys hostKeys(LoginOptions options, Map<String, String> sshOptions) {
        return new ConnectionSettings.HostKeys(
                Optional.ofNullable(sshOptions.get("userknownhostsfile"))
                        .or(() -> text("ansible_ssh_known_hosts_file"))
                        .map(ConnectionVariables::path),
                hostKeyChecking(sshOptions),
                options.acceptNewHostKeys() || "accept-new".equals(sshOptions.get("stricthostkeychecking")));
    }

    private boolean hostKeyChecking(Map<String, String> sshOptions) {
        String strict = sshOptions.getOrDefault("stricthostkeychecking", "yes").toLowerCase(Locale.ROOT);
        if (strict.equals("no") || strict.equals("off")) {
            return false;
        }
        return flag("ansible_ssh_host_key_checking")
                .or(() -> flag("ansible_host_key_checking"))
                .orElse(!"False".equalsIgnoreCase(System.getenv().getOrDefault("ANSIBLE_HOST_KEY_CHECKING", "true")));
    }

    public Become become() {
        LoginOptions.BecomeOptions options = run.options().login().become();
        boolean wanted = flag("ansible_become")
                .or(() -> keywords.become().map(this::truth))
                .orElse(options.become());
        if (!wanted) {
            return Become.NOBODY_ELSE;
        }
        String user = text("ansible_become_user")
                .or(() -> rendered(keywords.becomeUser()))
                .or(options::user)
                .orElse("root");
        String method = text("ansible_become_method")
                .or(() -> rendered(keywords.becomeMethod()))
                .orElse(options.method());
        Optional<Secret> password = text("ansible_become_password")
                .or(() -> text("ansible_become_pass"))
                .or(() -> text("ansible_sudo_pass"))
                .map(Secret::new)
                .or(options::password);
        return new Become(Optional.of(user), method, password);
    }

    private Optional<Integer> number(String name) {
        return text(name).map(text -> {
            if (!text.matches("[0-9]{1,6}")) {
                throw Diagnostic.of(ErrorCode.SSH_CONFIG, "`" + name + "` of host `" + host + "` is no number: " + text)
                        .toException();
            }
            return Integer.valueOf(text);
        });
    }

    private int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw Diagnostic.of(ErrorCode.SSH_CONFIG, "`" + text + "` is no port for host `" + host + "`")
                .toException();
    }

    private static Path path(String text) {
        return Path.of(text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text);
    }

    private boolean truth(Value value) {
        return run.templates().test(value, scope);
    }

    private Optional<Boolean> flag(String name) {
        Value value = scope.find(name);
        return value == null ? Optional.empty() : Optional.of(truth(value));
    }

    private Optional<String> text(String name) {
        Value value = scope.find(name);
        return value == null ? Optional.empty() : rendered(Optional.of(value));
    }

    private Optional<String> rendered(Optional<Value> value) {
        return value.map(raw -> run.templates().render(raw, scope))
                .filter(made -> !(made instanceof UndefinedValue) && made != NullValue.NULL)
                .map(ConnectionVariables::plain)
                .filter(text -> !text.isEmpty());
    }

    private static String plain(Value value) {
        return switch (value) {
            case TextValue text -> text.text();
            case IntValue number -> number.number().toString();
            case BoolValue flag -> flag.flag() ? "true" : "false";
            default -> String.valueOf(value);
        };
    }
}

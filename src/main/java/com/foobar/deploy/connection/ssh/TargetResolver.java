package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.Patience;
import com.foobar.deploy.connection.ssh.SshTarget.HostKeyPolicy;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides every setting of a login: the inventory's, then {@code -o} options, then ssh_config, then the defaults. */
final class TargetResolver {
    private static final int LONGEST_CHAIN = 8;
    private static final Pattern JUMP =
            Pattern.compile("(?:(?<user>[^@]+)@)?(?:\\[(?<six>[^]]+)]|(?<host>[^:]+))(?::(?<port>\\d{1,5}))?");
    private static final Pattern NETCAT = Pattern.compile(
            "(?:exec\\s+)?ssh\\s+(?:-q\\s+)?-W\\s+['\"]?\\[?%h\\]?:%p['\"]?\\s+(?:-q\\s+)?(?<jump>[^\\s-]\\S*)");

    private final OpenSshConfig config;
    private final Path home;
    private final String localUser;

    TargetResolver(OpenSshConfig config, Path home, String localUser) {
        this.config = config;
        this.home = home;
        this.localUser = localUser;
    }

    SshTarget resolve(ConnectionSettings settings) {
        return resolve(settings, 0);
    }

    private SshTarget resolve(ConnectionSettings settings, int depth) {
        if (depth > LONGEST_CHAIN) {
            throw invalid(settings, "hosts jump through each other without end");
        }
        var options = new SshOptions(
                settings.sshOptions(),
                config.lookup(settings.address(), settings.credentials().user().orElse(localUser)));
        int port = settings.port().orElseGet(() -> port(settings, options));
        String user =
                settings.credentials().user().or(() -> options.first("user")).orElse(localUser);
        String address = options.first("hostname")
                .map(name -> name.replace("%h", settings.address()).replace("%%", "%"))
                .orElse(settings.address());
        String alias = options.first("hostkeyalias").orElse(port == 22 ? address : "[" + address + "]:" + port);
        var tokens = Map.of("%d", home.toString(), "%u", localUser, "%r", user, "%h", address, "%p", "" + port);
        return new SshTarget(
                settings.name(),
                address,
                port,
                user,
                keys(settings, options, tokens),
                settings.credentials().password(),
                new SshTarget.KnownKeys(
                        alias,
                        knownHosts(settings, options, tokens),
                        policy(settings, options),
                        options.is("hashknownhosts")),
                patience(settings, options),
                jumps(settings, options, depth));
    }

    private SshTarget.Keys keys(ConnectionSettings settings, SshOptions options, Map<String, String> tokens) {
        return new SshTarget.Keys(
                settings.credentials().privateKey().map(file -> config.expand(file.toString())),
                identities(options, tokens),
                defaultIdentities(settings, options),
                options.is("identitiesonly"),
                settings.credentials().passphrase());
    }

    private List<Path> identities(SshOptions options, Map<String, String> tokens) {
        return options.all("identityfile").stream()
                .filter(file -> !file.equalsIgnoreCase("none"))
                .map(file -> config.expand(replaced(file, tokens)))
                .distinct()
                .toList();
    }

    private List<Path> defaultIdentities(ConnectionSettings settings, SshOptions options) {
        if (settings.credentials().privateKey().isPresent()
                || !options.all("identityfile").isEmpty()) {
            return List.of();
        }
        Path folder = home.resolve(".ssh");
        return List.of(folder.resolve("id_rsa"), folder.resolve("id_ecdsa"), folder.resolve("id_ed25519"));
    }

    private List<Path> knownHosts(ConnectionSettings settings, SshOptions options, Map<String, String> tokens) {
        if (settings.hostKeys().known().isPresent()) {
            return List.of(config.expand(settings.hostKeys().known().get().toString()));
        }
        var files = new ArrayList<Path>();
        List<String> users = options.all("userknownhostsfile");
        if (users.isEmpty()) {
            files.add(home.resolve(".ssh/known_hosts"));
            files.add(home.resolve(".ssh/known_hosts2"));
        } else {
            users.stream()
                    .filter(file -> !file.equals("none"))
                    .map(file -> config.expand(replaced(file, tokens)))
                    .forEach(files::add);
        }
        List<String> systems = options.all("globalknownhostsfile");
        (systems.isEmpty() ? List.of("/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2") : systems)
                .stream().map(Path::of).forEach(files::add);
        return files;
    }

    private static HostKeyPolicy policy(ConnectionSettings settings, SshOptions options) {
        String word = options.first("stricthostkeychecking").orElse("");
        if (!settings.hostKeys().checking() || word.equals("no") || word.equals("off")) {
            return HostKeyPolicy.ACCEPT_ALL;
        }
        return settings.hostKeys().acceptNew() || word.equals("accept-new")
                ? HostKeyPolicy.ACCEPT_NEW
                : HostKeyPolicy.STRICT;
    }

    private List<SshTarget> jumps(ConnectionSettings settings, SshOptions options, int depth) {
        List<String> names = settings.jumps();
        if (names.isEmpty()) {
            names = options.first("proxyjump")
                    .or(() -> options.line("proxycommand").flatMap(line -> jumpOf(settings, line)))
                    .filter(jump -> !jump.equalsIgnoreCase("none"))
                    .map(jump -> List.of(jump.split(",", -1)))
                    .orElse(List.of());
        }
        var targets = new ArrayList<SshTarget>();
        for (String name : names) {
            SshTarget jump = resolve(jumpSettings(settings, name.strip()), depth + 1);
            // Only the nearest host may itself lie behind others; ssh_config(5), ProxyJump.
            if (targets.isEmpty()) {
                targets.addAll(jump.jumps());
            }
            targets.add(jump);
        }
        return targets;
    }

    private static Optional<String> jumpOf(ConnectionSettings settings, String command) {
        if (command.equalsIgnoreCase("none")) {
            return Optional.empty();
        }
        Matcher netcat = NETCAT.matcher(command.strip());
        if (!netcat.matches()) {
            throw Diagnostic.of(
                            ErrorCode.SSH_CONFIG,
                            "`" + settings.name() + "`: `ProxyCommand " + command + "` cannot be used here")
                    .advise("use `ProxyJump user@host:port`")
                    .toException();
        }
        return Optional.of(netcat.group("jump"));
    }

    private static ConnectionSettings jumpSettings(ConnectionSettings settings, String spec) {
        String plain = spec.startsWith("ssh://") ? spec.substring(6) : spec;
        Matcher parts = JUMP.matcher(plain);
        if (!parts.matches()) {
            throw invalid(settings, "`" + spec + "` is not `user@host:port`");
        }
        String host = parts.group("six") == null ? parts.group("host") : parts.group("six");
        var options = new java.util.HashMap<>(settings.sshOptions());
        List.of("proxyjump", "proxycommand", "hostname", "port", "user", "hostkeyalias")
                .forEach(options::remove);
        return new ConnectionSettings(
                host,
                "ssh",
                host,
                Optional.ofNullable(parts.group("port")).map(Integer::valueOf),
                new ConnectionSettings.Credentials(
                        Optional.ofNullable(parts.group("user")),
                        Optional.empty(),
                        settings.credentials().privateKey(),
                        settings.credentials().passphrase()),
                List.of(),
                settings.hostKeys(),
                new Patience(
                        settings.patience().connectTimeout(),
                        0,
                        settings.patience().keepAlive()),
                options);
    }

    private static int port(ConnectionSettings settings, SshOptions options) {
        String word = options.first("port").orElse("22");
        int port = number(settings, "Port", word);
        if (port < 1 || port > 65535) {
            throw invalid(settings, "`Port " + word + "` does not lie between 1 and 65535");
        }
        return port;
    }

    private static Patience patience(ConnectionSettings settings, SshOptions options) {
        Patience given = settings.patience();
        Patience usual = Patience.DEFAULT;
        Optional<Duration> timeout = seconds(settings, options, "ConnectTimeout");
        Optional<Duration> keepAlive = seconds(settings, options, "ServerAliveInterval");
        return new Patience(
                decided(given.connectTimeout(), usual.connectTimeout(), timeout),
                given.retries(),
                decided(given.keepAlive(), usual.keepAlive(), keepAlive));
    }

    /** The file's time counts where the inventory says no other than the default. */
    private static Duration decided(Duration given, Duration usual, Optional<Duration> ofFile) {
        return given.equals(usual) ? ofFile.orElse(given) : given;
    }

    private static Optional<Duration> seconds(ConnectionSettings settings, SshOptions options, String name) {
        return options.first(name.toLowerCase(Locale.ROOT))
                .filter(word -> !word.equals("none"))
                .map(word -> Duration.ofSeconds(number(settings, name, word)));
    }

    private static int number(ConnectionSettings settings, String name, String word) {
        if (!word.matches("\\d{1,9}")) {
            throw invalid(settings, "`" + name + " " + word + "` is not a number");
        }
        return Integer.parseInt(word);
    }

    private static String replaced(String path, Map<String, String> tokens) {
        String result = path;
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            result = result.replace(token.getKey(), token.getValue());
        }
        return result.replace("%%", "%");
    }

    private static com.foobar.deploy.diagnostic.DeployException invalid(ConnectionSettings settings, String why) {
        return Diagnostic.of(ErrorCode.SSH_CONFIG, "`" + settings.name() + "`: " + why)
                .toException();
    }
}

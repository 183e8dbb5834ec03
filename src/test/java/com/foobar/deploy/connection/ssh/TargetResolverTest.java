package com.foobar.deploy.connection.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.connection.ssh.SshTarget.HostKeyPolicy;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetResolverTest {
    @TempDir
    Path folder;

    private TestHome home;

    @BeforeEach
    void makeHome() throws Exception {
        home = new TestHome(folder);
    }

    @Test
    void theFirstValueHoldsAndIdentitiesAddUp() throws Exception {
        home.config(
                "# comment",
                "Host web !web2",
                "  HostName=10.0.0.1",
                "  Port 2222",
                "  IdentityFile ~/.ssh/web_%r",
                "Host *",
                "  Port 22",
                "  ConnectTimeout 3",
                "  IdentityFile \"~/.ssh/with blank\"",
                "  ServerAliveInterval 7");
        SshTarget target = resolve(TestHome.to("web", 0).within(Duration.ofSeconds(10)));
        assertThat(target.address()).isEqualTo("10.0.0.1");
        assertThat(target.port()).isEqualTo(2222);
        assertThat(target.known().name()).isEqualTo("[10.0.0.1]:2222");
        assertThat(target.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(target.patience().keepAlive()).isEqualTo(Duration.ofSeconds(7));
        assertThat(target.keys().identities())
                .containsExactly(home.ssh.resolve("web_" + target.user()), home.ssh.resolve("with blank"));
        assertThat(target.keys().defaults()).isEmpty();
    }

    @Test
    void settingsComeBeforeOptionsAndOptionsBeforeFiles() throws Exception {
        home.config("Host *", "User file", "Port 1", "HostKeyAlias file");
        var settings = TestHome.to("web", 4);
        settings.user = "inventory";
        settings.options.put("port", "3");
        settings.options.put("hostkeyalias", "option");
        SshTarget target = resolve(settings);
        assertThat(target.user()).isEqualTo("inventory");
        assertThat(target.port()).isEqualTo(4);
        assertThat(target.known().name()).isEqualTo("option");
    }

    @Test
    void readsIncludedFilesAndSimpleMatches() throws Exception {
        Files.createDirectories(home.ssh.resolve("conf.d"));
        Files.writeString(home.ssh.resolve("conf.d/a.conf"), "Host web\nPort 2201\n");
        home.config(
                "Include conf.d/*.conf",
                "Match host web,db user deploy",
                "HostName 10.0.0.9",
                "Match exec true",
                "Port 9");
        var settings = TestHome.to("web", 0);
        settings.user = "deploy";
        assertThat(resolve(settings).port()).isEqualTo(2201);
        assertThat(resolve(settings).address()).isEqualTo("10.0.0.9");
        settings.user = "other";
        assertThat(resolve(settings).address()).isEqualTo("web");
    }

    @Test
    void knowsTheWordsOfStrictHostKeyChecking() throws Exception {
        assertThat(policy("yes")).isEqualTo(HostKeyPolicy.STRICT);
        assertThat(policy("ask")).isEqualTo(HostKeyPolicy.STRICT);
        assertThat(policy("accept-new")).isEqualTo(HostKeyPolicy.ACCEPT_NEW);
        assertThat(policy("no")).isEqualTo(HostKeyPolicy.ACCEPT_ALL);
    }

    @Test
    void readsJumpsInEachOfTheirForms() throws Exception {
        home.config("Host inner", "ProxyJump outer", "Host outer", "User gate", "Port 2200");
        var chained = TestHome.to("web", 0).through("inner");
        assertThat(resolve(chained).jumps())
                .extracting(SshTarget::login)
                .containsExactly("gate@outer:2200", System.getProperty("user.name") + "@inner");
        var netcat = TestHome.to("web", 0);
        netcat.options.put("proxycommand", "ssh -W %h:%p -q jump@gate.example.org");
        assertThat(resolve(netcat).jumps()).extracting(SshTarget::login).containsExactly("jump@gate.example.org");
        var six = TestHome.to("web", 0).through("me@[2001:db8::1]:2022", "other:23");
        assertThat(resolve(six).jumps())
                .extracting(SshTarget::login)
                .containsExactly("me@[2001:db8::1]:2022", System.getProperty("user.name") + "@other:23");
    }

    @Test
    void refusesAProxyCommandThatIsAProgramOfItsOwn() {
        var settings = TestHome.to("web", 0);
        settings.options.put("proxycommand", "nc -x proxy %h %p");
        assertThatThrownBy(() -> resolve(settings)).isInstanceOfSatisfying(DeployException.class, e -> {
            assertThat(e.diagnostic().code()).isEqualTo(ErrorCode.SSH_CONFIG);
            assertThat(e.diagnostic().advice()).contains("use `ProxyJump user@host:port`");
        });
    }

    @Test
    void refusesHostsThatJumpInACircle() throws Exception {
        home.config("Host a", "ProxyJump b", "Host b", "ProxyJump a");
        assertThatThrownBy(() -> resolve(TestHome.to("a", 0))).hasMessageContaining("jump through each other");
    }

    @Test
    void namesTheFileAndLineOfWhatItCannotRead() throws Exception {
        home.config("Host *", "IdentityFile \"open");
        assertThatThrownBy(() -> resolve(TestHome.to("web", 0)))
                .isInstanceOfSatisfying(
                        DeployException.class,
                        e -> assertThat(e.diagnostic().place())
                                .hasToString("Optional[" + home.ssh.resolve("config") + ":2]"));
    }

    private HostKeyPolicy policy(String word) throws Exception {
        home.config("Host *", "StrictHostKeyChecking " + word);
        return resolve(TestHome.to("web", 0)).known().policy();
    }

    private SshTarget resolve(TestHome.Settings settings) {
        var config = new OpenSshConfig(folder, List.of(home.ssh.resolve("config")));
        return new TargetResolver(config, folder, System.getProperty("user.name")).resolve(settings.build());
    }
}

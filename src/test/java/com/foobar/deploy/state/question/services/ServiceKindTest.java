package com.foobar.deploy.state.question.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ServiceKindTest {
    private static final ServiceQuestion NGINX = ServiceQuestion.of("nginx");
    private static final ServiceQuestion MYSQL = ServiceQuestion.of("mysql");
    private static final ServiceQuestion TIMER = ServiceQuestion.of("sync.timer");
    private static final ServiceQuestion MISSING = ServiceQuestion.of("nope");

    private static ServiceState state(Map<ServiceQuestion, ServiceState> answers, ServiceQuestion question) {
        return Objects.requireNonNull(answers.get(question));
    }

    @Test
    void oneCommandForAllUnits() {
        String script = ServiceKind.SYSTEM.script(List.of(NGINX, TIMER)).reveal();
        assertThat(script).startsWith("systemctl show --no-pager --property=Id,Names,LoadState,");
        assertThat(script).contains(" -- nginx.service sync.timer\n").contains("for n in nginx sync.timer; do");
        assertThat(ServiceKind.USER.script(List.of(NGINX)).reveal()).contains("systemctl --user show");
    }

    @Test
    void blocksAreFoundByEveryNameOfTheUnit() {
        var output = StepResult.of(0, """
            Id=nginx.service
            Names=nginx.service
            LoadState=loaded
            ActiveState=active
            SubState=running
            UnitFileState=enabled
            NeedDaemonReload=no
            Description=A high performance web server = fast

            Id=mariadb.service
            Names=mariadb.service mysql.service mysqld.service
            LoadState=loaded
            ActiveState=failed
            SubState=failed
            UnitFileState=disabled
            NeedDaemonReload=yes

            Id=nope.service
            Names=nope.service
            LoadState=not-found
            ActiveState=inactive
            SubState=dead
            UnitFileState=
            --
            """, "");
        var answers = ServiceKind.SYSTEM.parse(List.of(NGINX, MYSQL, MISSING), output);
        assertThat(state(answers, NGINX).running()).isTrue();
        assertThat(state(answers, NGINX).enabled()).isTrue();
        assertThat(state(answers, NGINX).property("Description")).isEqualTo("A high performance web server = fast");
        assertThat(state(answers, MYSQL).running()).isFalse();
        assertThat(state(answers, MYSQL).enabled()).isFalse();
        assertThat(state(answers, MYSQL).needsReload()).isTrue();
        assertThat(state(answers, MISSING).found()).isFalse();
    }

    @Test
    void initScriptsAreEnabledByTheirLinks() {
        var output = StepResult.of(0, """
            Id=nginx.service
            Names=nginx.service
            LoadState=loaded
            ActiveState=active
            UnitFileState=generated
            SourcePath=/etc/init.d/nginx
            --
            nginx
            """, "");
        assertThat(state(ServiceKind.SYSTEM.parse(List.of(NGINX), output), NGINX)
                        .enabled())
                .isTrue();
    }

    @Test
    void aHostWithoutSystemdSaysSo() {
        String why = "System has not been booted with systemd as init system (PID 1). Can't operate.";
        var answers = ServiceKind.SYSTEM.parse(List.of(NGINX), StepResult.of(1, "--\n", why + "\n"));
        assertThat(state(answers, NGINX).problem()).isEqualTo(why);
        assertThat(state(answers, NGINX).found()).isFalse();
    }
}

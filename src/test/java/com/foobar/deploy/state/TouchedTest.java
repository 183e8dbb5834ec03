package com.foobar.deploy.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.state.question.services.ServiceQuestion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TouchedTest {
    @ParameterizedTest
    @CsvSource({
        "/etc/systemd/system/web.service, true",
        "/etc/systemd/system/web.service.d, true",
        "/etc/systemd/system/web.service.d/limits.conf, true",
        "/etc/systemd, true",
        "/home/me/.config/systemd/user/web.service, true",
        "/etc/init.d/web, true",
        "/etc/systemd/journald.conf, false",
        "/etc/systemd/journald.conf.d, false",
        "/etc/systemd/journald.conf.d/mine.conf, false",
        "/usr/lib/systemd/timesyncd.conf.d/mine.conf, false",
        "/etc/web.conf, false"
    })
    void unitsAreNotReadFromTheSettingsOfSystemdsDaemons(String path, boolean stale) {
        assertThat(ServiceQuestion.of("web").staleAfter(Touched.paths(path))).isEqualTo(stale);
    }
}

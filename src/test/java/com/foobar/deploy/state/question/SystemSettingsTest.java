package com.foobar.deploy.state.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.packages.AptCacheQuestion;
import com.foobar.deploy.state.question.packages.AptSourcesQuestion;
import com.foobar.deploy.state.question.packages.PackageCandidateQuestion;
import com.foobar.deploy.state.question.packages.PackageQuestion;
import com.foobar.deploy.state.question.system.HostnameQuestion;
import com.foobar.deploy.state.question.system.SysctlQuestion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SystemSettingsTest {
    @SuppressWarnings("unchecked") // these questions' kinds are scripted ones
    private static <Q extends Question<A>, A> Map<Q, A> ask(TargetShell shell, List<Q> questions) {
        var kind = (QuestionKind.Scripted<Q, A>) questions.getFirst().kind();
        return kind.parse(questions, shell.run(kind.script(questions)));
    }

    @ParameterizedTest
    @EnumSource
    void kernelSettings(TargetShell shell) {
        var type = new SysctlQuestion("kernel.ostype");
        var slashes = new SysctlQuestion("kernel/ostype");
        var missing = new SysctlQuestion("kernel.no_such_setting");
        var several = new SysctlQuestion("net.ipv4.ip_local_port_range");
        Map<SysctlQuestion, Optional<String>> answers = ask(shell, List.of(type, missing, slashes, several));
        assertThat(answers.get(type)).contains("Linux");
        assertThat(answers.get(slashes)).contains("Linux");
        assertThat(answers.get(missing)).isEmpty();
        assertThat(answers.get(several))
                .hasValueSatisfying(value -> assertThat(value).matches("\\d+ \\d+"));
    }

    @Test
    void partsWithDots() {
        assertThat(new SysctlQuestion("net/ipv4/conf/eth0.1/forwarding").path())
                .isEqualTo("/proc/sys/net/ipv4/conf/eth0.1/forwarding");
        assertThat(new SysctlQuestion("net.ipv4.conf.eth0/1.forwarding").path())
                .isEqualTo("/proc/sys/net/ipv4/conf/eth0.1/forwarding");
        assertThatThrownBy(() -> new SysctlQuestion("../etc/passwd")).hasMessageContaining("kernel setting");
    }

    @ParameterizedTest
    @EnumSource
    void hostName(TargetShell shell) {
        HostnameQuestion.Names names = Objects.requireNonNull(
                ask(shell, List.of(new HostnameQuestion())).get(new HostnameQuestion()));
        assertThat(names.current()).isNotEmpty();
    }

    @Test
    void sourcesByFile() {
        var question = new AptSourcesQuestion();
        @SuppressWarnings("unchecked") // the question's kind is a scripted one
        var kind = (QuestionKind.Scripted<AptSourcesQuestion, AptSourcesQuestion.AptSources>) question.kind();
        var answer = Objects.requireNonNull(kind.parse(
                        List.of(question),
                        StepResult.of(
                                0,
                                "\u0001/etc/apt/sources.list\ndeb a b c\n\u0001/etc/apt/sources.list.d/x.list\n",
                                ""))
                .get(question));
        assertThat(answer.files())
                .containsExactly(
                        Map.entry("/etc/apt/sources.list", "deb a b c\n"),
                        Map.entry("/etc/apt/sources.list.d/x.list", ""));
    }

    @Test
    void packageListsGrowStaleWithTheirSources() {
        Touched sources = new Touched(java.util.Set.of(), java.util.Set.of("/etc/apt/sources.list.d/x.list"));
        assertThat(PackageCandidateQuestion.of("nginx").staleAfter(sources)).isTrue();
        assertThat(new AptCacheQuestion().staleAfter(sources)).isTrue();
        assertThat(new PackageQuestion("nginx").staleAfter(sources)).isFalse();
        assertThat(new AptSourcesQuestion().staleAfter(Touched.EVERYTHING)).isTrue();
    }
}

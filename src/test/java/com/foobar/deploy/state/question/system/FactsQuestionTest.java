package com.foobar.deploy.state.question.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.question.TargetShell;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactsQuestionTest {
    private static final FactsQuestion ALL = new FactsQuestion(List.of());

    @SuppressWarnings("unchecked") // the question's kind is a scripted one
    private static QuestionKind.Scripted<FactsQuestion, Facts> kind() {
        return (QuestionKind.Scripted<FactsQuestion, Facts>) ALL.kind();
    }

    private static Map<String, Value> gather(TargetShell shell, FactsQuestion question) {
        StepResult result = shell.run(kind().script(List.of(question)));
        return Objects.requireNonNull(kind().parse(List.of(question), result).get(question))
                .facts();
    }

    @ParameterizedTest
    @EnumSource
    void factsOfThisMachine(TargetShell shell) {
        Map<String, Value> facts = gather(shell, ALL);
        assertThat(facts).containsEntry("system", Value.of("Linux"));
        assertThat(facts)
                .containsEntry("processor_nproc", Value.of(Runtime.getRuntime().availableProcessors()));
        assertThat(facts).containsEntry("user_id", Value.of(System.getProperty("user.name")));
        assertThat(facts.get("memtotal_mb"))
                .isInstanceOfSatisfying(
                        IntValue.class, number -> assertThat(number.number()).isGreaterThan(BigInteger.TEN));
        assertThat(facts.get("env"))
                .isInstanceOfSatisfying(
                        MapValue.class, env -> assertThat(env.get("PATH")).isInstanceOf(TextValue.class));
        assertThat(facts)
                .containsKeys(
                        "os_family",
                        "distribution",
                        "distribution_version",
                        "distribution_major_version",
                        "distribution_release",
                        "service_mgr",
                        "pkg_mgr",
                        "architecture",
                        "kernel",
                        "hostname",
                        "fqdn",
                        "default_ipv4",
                        "all_ipv4_addresses",
                        "interfaces",
                        "lo",
                        "mounts",
                        "virtualization_type",
                        "date_time",
                        "selinux",
                        "uptime_seconds",
                        "dns",
                        "machine_id");
    }

    @Test
    void aSubsetLeavesTheRestOut() {
        Map<String, Value> facts = gather(TargetShell.DASH, new FactsQuestion(List.of("!all", "network")));
        assertThat(facts)
                .containsKeys("interfaces", "distribution")
                .doesNotContainKeys("mounts", "virtualization_type");
        facts = gather(TargetShell.DASH, new FactsQuestion(List.of("!hardware")));
        assertThat(facts).containsKeys("interfaces", "virtualization_type").doesNotContainKeys("memtotal_mb");
    }

    @Test
    void incompleteFactsAreRefused() {
        assertThatThrownBy(() -> kind().parse(List.of(ALL), StepResult.of(0, "\n\u0001uname\nLinux", "")))
                .hasMessageContaining("not complete");
    }
}

package com.foobar.deploy.state.question.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.QuestionKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageKindTest {
    private static final StepResult DATABASE = StepResult.of(0, """
        dpkg\tamd64\tii \t1.21.22\t
        nginx\tamd64\tii \t1.22.1-9\thttpd, httpd-cgi, nginx-abi-1.22.1-7 (= 1.22.1-9)
        exim4-daemon-light\tamd64\tii \t4.96\tmail-transport-agent
        old\tamd64\trc \t1.0\t
        held\tamd64\thi \t2.0\t
        libc6\tamd64\tii \t2.36\t
        libc6\ti386\tii \t2.36\t
        tzdata\tall\tii \t2024a\ttzdata-trixie
        broken\tamd64\tun \t\t
        """, "");

    private static PackageState ask(String name) {
        var question = new PackageQuestion(name);
        return Objects.requireNonNull(
                PackageKind.INSTANCE.parse(List.of(question), DATABASE).get(question));
    }

    @Test
    void statesOfPackages() {
        assertThat(ask("nginx").version()).contains("1.22.1-9");
        assertThat(ask("held").installed()).isTrue();
        assertThat(ask("old").installed()).isFalse();
        assertThat(ask("old").leftovers()).isTrue();
        assertThat(ask("broken").leftovers()).isFalse();
        assertThat(ask("missing")).isEqualTo(PackageState.MISSING);
    }

    @Test
    void namesThatOthersProvide() {
        assertThat(ask("mail-transport-agent").providedBy()).containsExactly("exim4-daemon-light");
        assertThat(ask("nginx-abi-1.22.1-7").providedBy()).containsExactly("nginx");
    }

    @Test
    void architectures() {
        assertThat(ask("libc6").variants())
                .extracting(PackageState.Variant::architecture)
                .containsExactly("amd64");
        assertThat(ask("libc6:i386").installed()).isTrue();
        assertThat(ask("libc6:arm64").installed()).isFalse();
        assertThat(ask("tzdata:amd64").installed()).isTrue();
    }

    /** As apt reads the names: what has no architecture belongs to the host's own, and so do packages for all. */
    @ParameterizedTest
    @CsvSource(textBlock = """
        both,        amd64
        both:any,    amd64
        both:native, amd64
        both:all,    amd64
        both:amd64,  amd64
        both:i386,   i386
        both:arm64,  ''
        common,        all
        common:any,    all
        common:native, all
        common:all,    all
        common:amd64,  all
        common:i386,   ''
        foreign,        i386
        foreign:any,    i386
        foreign:native, ''
        foreign:all,    ''
        foreign:amd64,  ''
        foreign:i386,   i386
        """)
    void installedOfAnArchitecture(String name, String architecture) {
        var question = new PackageQuestion(name);
        var database = StepResult.of(0, """
            both\tamd64\tii \t1\t
            both\ti386\tii \t1\t
            common\tall\tii \t1\t
            dpkg\tamd64\tii \t1.21\t
            foreign\ti386\tii \t1\t
            """, "");
        PackageState state = Objects.requireNonNull(
                PackageKind.INSTANCE.parse(List.of(question), database).get(question));
        assertThat(state.variants().stream().map(PackageState.Variant::architecture))
                .containsExactlyElementsOf(architecture.isEmpty() ? List.of() : List.of(architecture));
    }

    @Test
    void aNameOfAnotherArchitectureIsNotProvidedByThisOnes() {
        var question = new PackageQuestion("mail-transport-agent:i386");
        var database =
                StepResult.of(0, "dpkg\tamd64\tii \t1.21\t\nexim4\tamd64\tii \t4.96\tmail-transport-agent\n", "");
        assertThat(PackageKind.INSTANCE.parse(List.of(question), database))
                .containsEntry(question, PackageState.MISSING);
    }

    @Test
    void aHostWithoutDpkgIsNamed() {
        assertThatThrownBy(() -> PackageKind.INSTANCE.parse(
                        List.of(new PackageQuestion("x")), StepResult.of(127, "", "sh: 1: dpkg-query: not found\n")))
                .hasMessageContaining("packages cannot be listed");
    }

    @Test
    void candidatesByRelease() {
        var stable = PackageCandidateQuestion.of("nginx");
        var backports = new PackageCandidateQuestion("nginx", "bookworm-backports");
        var virtual = PackageCandidateQuestion.of("mail-transport-agent");
        var missing = PackageCandidateQuestion.of("ngins");
        @SuppressWarnings("unchecked") // the question's kind is a scripted one
        var kind = (QuestionKind.Scripted<PackageCandidateQuestion, Optional<String>>) stable.kind();
        List<PackageCandidateQuestion> questions = List.of(stable, backports, virtual, missing);
        assertThat(kind.script(questions).reveal()).isEqualTo("""
            LC_ALL=C apt-cache%s policy -- nginx mail-transport-agent ngins
            printf '\\t\\n'
            LC_ALL=C apt-cache%s -t bookworm-backports policy -- nginx
            printf '\\t\\n'
            """.replace("%s", AptReading.OPTIONS.reveal()));
        Map<PackageCandidateQuestion, Optional<String>> answers =
                kind.parse(questions, StepResult.of(0, """
                    nginx:
                      Installed: (none)
                      Candidate: 1.22.1-9
                      Version table:
                         1.22.1-9 500
                            500 http://deb.mirror.lan/debian bookworm/main amd64 Packages
                    mail-transport-agent:
                      Installed: (none)
                      Candidate: (none)
                      Version table:
                    \t
                    nginx:
                      Installed: (none)
                      Candidate: 1.26.0-1~bpo12+1
                      Version table:
                    \t
                    """, "N: Unable to locate package ngins\n"));
        assertThat(answers)
                .containsEntry(stable, Optional.of("1.22.1-9"))
                .containsEntry(backports, Optional.of("1.26.0-1~bpo12+1"))
                .containsEntry(virtual, Optional.empty())
                .containsEntry(missing, Optional.empty());
    }

    /** apt leaves out the host's own architecture where it names a package. */
    @Test
    void candidatesOfAnArchitecture() {
        var own = PackageCandidateQuestion.of("bc:amd64");
        var other = PackageCandidateQuestion.of("bc:i386");
        @SuppressWarnings("unchecked") // the question's kind is a scripted one
        var kind = (QuestionKind.Scripted<PackageCandidateQuestion, Optional<String>>) own.kind();
        List<PackageCandidateQuestion> questions = List.of(own, other);
        assertThat(kind.script(questions).reveal()).endsWith("dpkg --print-architecture\n");
        assertThat(kind.parse(questions, StepResult.of(0, "bc:\n  Candidate: 1.07\n\t\namd64\n", "")))
                .containsEntry(own, Optional.of("1.07"))
                .containsEntry(other, Optional.empty());
    }

    /** What apt-cache prints was seen of apt 2.6 on a host of amd64 that has i386, too. */
    @ParameterizedTest
    @CsvSource(textBlock = """
        both,        1.0
        both:any,    1.0
        both:native, 1.0
        both:all,    1.0
        both:amd64,  1.0
        both:i386,   1.1
        both:arm64,  ''
        foreign,        2.0
        foreign:any,    2.0
        foreign:i386,   2.0
        foreign:native, ''
        foreign:all,    ''
        foreign:amd64,  ''
        virtual,     ''
        virtual:any, ''
        missing,     ''
        """)
    void candidatesByTheRulesOfArchitectures(String name, String version) {
        var question = PackageCandidateQuestion.of(name);
        @SuppressWarnings("unchecked") // the question's kind is a scripted one
        var kind = (QuestionKind.Scripted<PackageCandidateQuestion, Optional<String>>) question.kind();
        var output = StepResult.of(0, """
            both:
              Candidate: 1.0
            both:i386:
              Candidate: 1.1
            foreign:i386:
              Candidate: 2.0
            virtual:
              Candidate: (none)
            virtual:i386:
              Candidate: 3.0
            \t
            amd64
            """, "");
        assertThat(kind.parse(List.of(question), output))
                .containsEntry(question, Optional.of(version).filter(text -> !text.isEmpty()));
    }
}

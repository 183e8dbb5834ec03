package com.foobar.deploy.state.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.accounts.GroupQuestion;
import com.foobar.deploy.state.question.accounts.GroupState;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.packages.PackageQuestion;
import com.foobar.deploy.state.question.packages.PackageState;
import com.foobar.deploy.state.question.services.ServiceQuestion;
import com.foobar.deploy.state.question.services.ServiceState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageEffectsTest {
    private static final ServiceState NO_UNIT = new ServiceState(Map.of("LoadState", "not-found"), false, "");

    private static PackageEffects installing(String... packages) {
        return new PackageEffects(Set.of(packages), Set.of(packages), false);
    }

    private static Object after(PackageEffects effects, Question<?> question, Object now) {
        Object then = now;
        for (Derivation derivation : effects.derivations()) {
            then = derivation.answer(question, then);
        }
        return then;
    }

    @ParameterizedTest
    @CsvSource({"nginx, nginx", "mysql-server, mysql", "mariadb-server, mariadb", "openssh-server, openssh"})
    void aPackageBringsAUnitOfItsNameThatRunsAtBoot(String name, String unit) {
        var state = (ServiceState) after(installing(name), ServiceQuestion.of(unit), NO_UNIT);

        assertThat(state.found()).isTrue();
        assertThat(state.running()).isTrue();
        assertThat(state.enabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-server-core", "mysql-client", "mysql-common"})
    void partsWithoutADaemonBringNeitherUnitNorGroup(String name) {
        assertThat(after(installing(name), ServiceQuestion.of("mysql"), NO_UNIT))
                .isEqualTo(NO_UNIT);
        assertThat(installing(name).concerns(new GroupQuestion("mysql"), new GroupState(false, -1, List.of())))
                .isFalse();
    }

    @Test
    void aUnitOfAnotherNameMayCome() {
        assertThat(installing("openssh-server").concerns(ServiceQuestion.of("ssh"), NO_UNIT))
                .isTrue();
    }

    @Test
    void filesUnderItsNameMayComeAndOthersDoNot() {
        PackageEffects effects = installing("mysql-server");

        assertThat(effects.concerns(FileQuestion.hash("/etc/mysql/my.cnf"), FileState.MISSING))
                .isTrue();
        assertThat(effects.concerns(FileQuestion.hash("/var/lib/mysql/ibdata1"), FileState.MISSING))
                .isTrue();
        assertThat(effects.concerns(FileQuestion.hash("/etc/nginx/nginx.conf"), FileState.MISSING))
                .isFalse();
        assertThat(effects.concerns(FileQuestion.hash("/srv/app"), FileState.MISSING))
                .isFalse();
    }

    @Test
    void aFileThatIsThereStays() {
        FileState there = FileState.MISSING.withType(FileState.Type.FILE);

        assertThat(installing("nginx").concerns(FileQuestion.hash("/etc/nginx/nginx.conf"), there))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-server-core", "mysql-client", "mysql-utils"})
    void programsAloneBringNothingBelowEtc(String name) {
        FileQuestion folder = FileQuestion.attributes("/etc/mysql/mysql.conf.d");

        assertThat(((FileState) after(installing(name), folder, FileState.MISSING)).exists())
                .isFalse();
        assertThat(installing(name).concerns(folder, FileState.MISSING)).isFalse();
        assertThat(installing(name).concerns(FileQuestion.attributes("/usr/share/mysql"), FileState.MISSING))
                .isTrue();
    }

    @Test
    void itsFolderIsThereForFilesOfOurs() {
        var state =
                (FileState) after(installing("nginx"), FileQuestion.attributes("/etc/nginx/conf.d"), FileState.MISSING);

        assertThat(state.isDirectory()).isTrue();
    }

    @Test
    void whereAptWasAskedItIsKnownWhatElseComes() {
        var effects = new PackageEffects(Set.of("nginx"), Set.of("nginx", "nginx-common"), true);
        var common = (PackageState) after(effects, new PackageQuestion("nginx-common"), PackageState.MISSING);

        assertThat(common.installed()).isTrue();
        assertThat(effects.concerns(new PackageQuestion("nginx-extras"), PackageState.MISSING))
                .isFalse();
    }

    @Test
    void whereAptCouldNotBeAskedPartsOfAPackageAreDoubted() {
        assertThat(installing("nginx").concerns(new PackageQuestion("nginx-common"), PackageState.MISSING))
                .isTrue();
        assertThat(installing("nginx").concerns(new PackageQuestion("haproxy"), PackageState.MISSING))
                .isFalse();
    }

    /** A change that says which packages it installs still brings accounts. */
    @Test
    void aPackageMayBringAnAccountOfAnyName() {
        ScriptChange change = ScriptChange.of("install", ShellText.lit("true"), Touched.EVERYTHING)
                .doubting(installing("postgresql"))
                .expecting(new PackageQuestion("postgresql"), PackageState.assumed("postgresql", ""));
        assertThat(change.doubts().mayBring(new GroupQuestion("ssl-cert"))).isTrue();
        assertThat(change.doubts().mayBring(new PackageQuestion("postgresql"))).isFalse();
    }
}

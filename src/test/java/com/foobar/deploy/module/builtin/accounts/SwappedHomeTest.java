package com.foobar.deploy.module.builtin.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.module.ArgumentSpec;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.TestShell;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.change.SwappedNames;
import com.foobar.deploy.state.question.accounts.UserQuestion;
import com.foobar.deploy.state.question.accounts.UserState;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A home directory and the key in it are made where another user, or the user itself, may swap names meanwhile. */
class SwappedHomeTest extends SwappedNames {
    private static String user() {
        return root() ? "nobody" : System.getProperty("user.name");
    }

    private Path home() {
        return theirs.resolve("homes/app");
    }

    private Path skeleton() throws IOException {
        Path skeleton = Files.createDirectories(base.resolve("skel/inner"));
        Files.writeString(skeleton.resolve("conf"), "new\n");
        Files.createSymbolicLink(base.resolve("skel/link"), victim);
        return base.resolve("skel");
    }

    private List<ScriptChange> changes(boolean key, boolean there) throws IOException {
        MapValue values = MapValue.ofStrings(Map.of(
                "name", Value.of(user()),
                "skeleton", Value.of(skeleton().toString()),
                "umask", Value.of("027"),
                "generate_ssh_key", Value.of(key),
                "ssh_key_type", Value.of("ed25519")));
        UserArgs args = ArgumentSpec.of(UserArgs.class).read("user", values, Place.of("test"));
        var now = new UserState(
                true,
                1,
                1,
                new UserState.Profile("", home().toString(), ""),
                "",
                List.of(),
                new UserState.Shadow(Optional.empty(), -1, UserState.Ageing.NONE));
        return new UserUpdate(args, answers(now, there), now).changes();
    }

    private Answers answers(UserState user, boolean there) {
        FileState home = there ? FileState.MISSING.withType(FileState.Type.DIRECTORY) : FileState.MISSING;
        return new Answers() {
            @Override
            @SuppressWarnings("unchecked") // of the question's own type
            public <A> A to(Question<A> question) {
                return (A)
                        switch (question) {
                            case UserQuestion _ -> user;
                            case FileQuestion file when file.path().equals(user.home()) -> home;
                            default -> FileState.MISSING;
                        };
            }
        };
    }

    private void swap(Path place) throws IOException {
        program(
                "mkdir",
                "if [ -d %1$s ] && [ ! -L %1$s ]; then mv %1$s %2$s/gone; %3$s; fi"
                        .formatted(place, base, link(victimFolder, place.toString())));
    }

    @ParameterizedTest
    @EnumSource
    void aNewHomeHasWhatTheSkeletonHasAndBelongsToItsUser(TestShell shell) throws IOException {
        StepResult result = make(shell, changes(false, false).getFirst());
        assertThat(result.errorText()).isEmpty();
        assertThat(result.text()).startsWith(user() + ":");
        assertThat(home().resolve("inner/conf")).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home())))
                .isEqualTo("rwxr-x---");
        for (Path path : List.of(home(), home().resolve("inner"), home().resolve("inner/conf"))) {
            assertThat(Files.getOwner(path).getName()).as("%s", path).isEqualTo(user());
        }
        assertThat(Files.getOwner(theirs.resolve("homes"))).isEqualTo(Files.getOwner(base));
        assertThat(look(shell, victim).uid()).isEqualTo(look(shell, base).uid());
    }

    @ParameterizedTest
    @EnumSource
    void aNewHomeThatBecomesALinkIsNotFollowed(TestShell shell) throws IOException {
        swap(home());
        make(shell, changes(false, false).getFirst());
        victimIsUntouched(shell);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsMadeForItsUser(TestShell shell) throws IOException {
        own(Files.createDirectories(home()));
        StepResult result = make(shell, changes(true, true).getLast());
        assertThat(result.errorText()).isEmpty();
        Path ssh = home().resolve(".ssh");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ssh)))
                .isEqualTo("rwx------");
        for (Path path : List.of(ssh, ssh.resolve("id_ed25519"), ssh.resolve("id_ed25519.pub"))) {
            assertThat(Files.getOwner(path).getName()).as("%s", path).isEqualTo(user());
        }
        try (var names = Files.list(ssh)) {
            assertThat(names).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsNotWrittenToWhereALinkLeads(TestShell shell) throws IOException {
        own(Files.createDirectories(home()));
        swap(home().resolve(".ssh"));
        make(shell, changes(true, true).getLast());
        victimIsUntouched(shell);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatBecomesALinkGivesNothingAway(TestShell shell) throws IOException {
        own(Files.createDirectories(home()));
        Path key = home().resolve(".ssh/id_ed25519");
        program("chown", "if [ -f %1$s ]; then rm -f %1$s; %2$s; fi".formatted(key, link(victim, key.toString())));
        make(shell, changes(true, true).getLast());
        victimIsUntouched(shell);
    }
}

package com.foobar.deploy.startup;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.Main;
import com.foobar.deploy.connection.Become;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build makes of switches and records: see src/startup/classfiles/PlainClassFiles.java. */
class PlainClassFilesTest {
    private static final Set<String> KEPT_BY_THE_CACHE = Set.of("LambdaMetafactory", "StringConcatFactory");

    @Test
    void nothingIsLinkedAtRunTimeThatTheCacheDoesNotKeep() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            List<String> linked = files.filter(file -> file.toString().endsWith(".class"))
                    .flatMap(PlainClassFilesTest::linked)
                    .toList();

            assertThat(linked).isEmpty();
        }
    }

    private static Stream<String> linked(Path file) {
        try {
            ClassModel model = ClassFile.of().parse(file);
            return model.methods().stream()
                    .flatMap(method -> method.code().stream())
                    .flatMap(CodeModel::elementStream)
                    .filter(InvokeDynamicInstruction.class::isInstance)
                    .map(call -> ((InvokeDynamicInstruction) call)
                            .bootstrapMethod()
                            .owner()
                            .displayName())
                    .filter(owner -> !KEPT_BY_THE_CACHE.contains(owner))
                    .map(owner -> model.thisClass().asInternalName() + ": " + owner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void recordsAreEqualAndHashedByTheirComponents() {
        var some = new Become(Optional.of("root"), "sudo", Optional.empty());
        var same = new Become(Optional.of("root"), "sudo", Optional.empty());
        var other = new Become(Optional.of("root"), "su", Optional.empty());

        assertThat(some).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
        assertThat(some.hashCode())
                .isEqualTo((Objects.hashCode(Optional.of("root")) * 31 + "sudo".hashCode()) * 31
                        + Objects.hashCode(Optional.empty()));
        assertThat(some).hasToString("Become[user=Optional[root], method=sudo, password=Optional.empty]");
    }
}

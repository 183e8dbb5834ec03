package com.foobar.deploy.cli.vault;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.vault.VaultFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The files that vault commands turn into others. Nothing is written before every file was read and converted. */
final class VaultFiles {
    private static final Place STDIN = Place.of("<standard input>");

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files; `-`, or none, is standard input.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Writes there instead of replacing the file; `-` is standard output.")
    private Optional<String> output = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** How one content becomes another. */
    interface Conversion {
        byte[] apply(byte[] content, Place place);
    }

    private record Source(Optional<VaultFile> file, byte[] content) {
        Place place() {
            return file.map(VaultFile::place).orElse(STDIN);
        }
    }

    /** @param conversion is made after the files were looked at: it may ask for a password */
    Integer convert(Function<VaultFile, byte[]> reading, Supplier<Conversion> conversion) {
        if (output.isPresent() && names.size() > 1) {
            throw Diagnostic.of(ErrorCode.USAGE, "--output takes one file only").toException();
        }
        List<Source> sources = names.isEmpty()
                ? List.of(source("-", reading))
                : names.stream().map(name -> source(name, reading)).toList();
        Conversion way = conversion.get();
        List<byte[]> converted = sources.stream()
                .map(source -> way.apply(source.content(), source.place()))
                .toList();
        for (int i = 0; i < sources.size(); i++) {
            write(sources.get(i), converted.get(i));
        }
        return ExitCode.FINE.number();
    }

    static byte[] clear(VaultFile file) {
        return file.clear();
    }

    static byte[] envelope(VaultFile file) {
        return file.envelope().getBytes(StandardCharsets.UTF_8);
    }

    private static Source source(String name, Function<VaultFile, byte[]> reading) {
        if (name.equals("-")) {
            return new Source(Optional.empty(), standardInput());
        }
        var file = new VaultFile(Path.of(name));
        return new Source(Optional.of(file), reading.apply(file));
    }

    static byte[] standardInput() {
        try {
            return System.in.readAllBytes();
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "cannot read standard input")
                    .toException(e);
        }
    }

    private void write(Source source, byte[] content) {
        if (output.isPresent() && !output.get().equals("-")) {
            new VaultFile(Path.of(output.get())).replace(content);
        } else if (output.isPresent() || source.file().isEmpty()) {
            print(content);
        } else {
            source.file().get().replace(content);
        }
    }

    /** Bytes that are no text must reach standard output as they are. */
    private void print(byte[] content) {
        var text = new String(content, StandardCharsets.UTF_8);
        if (java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        } else {
            PrintStream out = System.out;
            out.write(content, 0, content.length);
            out.flush();
        }
    }
}

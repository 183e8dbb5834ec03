package com.foobar.deploy.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** The form of a source's text: what it holds decides, its ending helps where that is not clear. */
enum SourceForm {
    YAML,
    INI;

    private static final Pattern YAML_KEY = Pattern.compile("(?:\"[^\"]+\"|'[^']+'|[^\\s=#:\\[]+)\\s*:(?:\\s.*)?");

    /** An executable file is run only where it starts as a program does: files from other systems often are executable. */
    static boolean isScript(Path file) {
        return Files.isExecutable(file) && startsAsProgram(file);
    }

    /** A script that somebody forgot to make executable: its text is no inventory, whatever it looks like. */
    static boolean isScriptThatCannotRun(Path file) {
        boolean data = file.getFileName().toString().matches("(?i).*\\.(ya?ml|json|ini|cfg)");
        return !data && !Files.isExecutable(file) && startsAsProgram(file);
    }

    private static boolean startsAsProgram(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            boolean shebang = start.length >= 2 && start[0] == '#' && start[1] == '!';
            boolean elf =
                    start.length == 4 && start[0] == 0x7f && start[1] == 'E' && start[2] == 'L' && start[3] == 'F';
            return shebang || elf;
        } catch (IOException _) {
            return false;
        }
    }

    static SourceForm of(Path file, String text) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean yamlEnding = name.endsWith(".yml") || name.endsWith(".yaml") || name.endsWith(".json");
        String first = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
        if (first.startsWith("[") || first.startsWith(";")) {
            return name.endsWith(".json") ? YAML : INI;
        }
        boolean yamlStart = first.startsWith("{") || first.startsWith("---") || first.startsWith("%YAML");
        return yamlStart || yamlEnding || YAML_KEY.matcher(first).matches() ? YAML : INI;
    }
}

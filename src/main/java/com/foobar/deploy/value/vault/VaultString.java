package com.foobar.deploy.value.vault;

import java.util.Optional;
import java.util.stream.Collectors;

/** An encrypted value to paste into a YAML file, as {@code ansible-vault encrypt_string} prints it. */
public final class VaultString {
    private static final String INDENT = " ".repeat(10);

    private VaultString() {}

    /** @param name the variable's; without one only the value is made */
    public static String yaml(Optional<String> name, String envelope) {
        return name.map(text -> text + ": ").orElse("")
                + "!vault |\n"
                + envelope.lines().map(line -> INDENT + line).collect(Collectors.joining("\n"))
                + "\n";
    }
}

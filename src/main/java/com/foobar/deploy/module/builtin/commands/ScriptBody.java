package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.CommandWords;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Places a script and runs it by the interpreter that its first line names, as the kernel would: nothing has to be
 * executable then, and a /tmp that is mounted noexec is as good as any other. A program goes where programs may run.
 *
 * @param executable the {@code executable} argument
 */
record ScriptBody(byte[] content, Optional<String> executable) {
    private static final int LOOKED_AT = 1024;

    private static final ShellText CLEANING = ShellText.lit("trap 'rm -rf \"$d\"' 0\ntrap 'exit 143' 1 2 13 15\n");

    private static final ShellText ANY_DIRECTORY = ShellText.lit("d=$(umask 077; mktemp -d) || exit 1\n");

    private static final ShellText DIRECTORY_OF_PROGRAMS = ShellText.lit("""
        d=
        for b in "${TMPDIR:-/tmp}" "$HOME" /var/tmp /run /dev/shm; do
          d=$(umask 077; mktemp -d "$b/.foobar-deploy.XXXXXX" 2>/dev/null) || continue
          printf '#!/bin/sh\n' >"$d/script" && chmod 700 "$d/script" && "$d/script" 2>/dev/null && break
          rm -rf "$d"
          d=
        done
        [ -n "$d" ] || { echo 'no directory was found that programs may run in' >&2; exit 1; }
        """);

    /** Up to the script's path; its arguments follow. */
    ShellText text() {
        boolean program = executable.isEmpty() && interpreter().isEmpty();
        String encoded = Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        ShellText run = (program ? DIRECTORY_OF_PROGRAMS : ANY_DIRECTORY)
                .and(CLEANING)
                .and("printf '%s'")
                .arg(encoded)
                .and(" | base64 -d >\"$d/script\" && chmod 700 \"$d/script\" || exit 1\n");
        for (String word : executable.map(CommandWords::split).orElseGet(this::interpreter)) {
            run = run.and(ShellText.word(word)).and(" ");
        }
        return run.and("\"$d/script\"");
    }

    /** Empty for a program. The kernel takes what is after the interpreter as one argument. */
    private List<String> interpreter() {
        String start = new String(content, 0, Math.min(content.length, LOOKED_AT), StandardCharsets.UTF_8);
        if (!start.startsWith("#!")) {
            return start.indexOf('\0') < 0 ? List.of("/bin/sh") : List.of();
        }
        String line = start.lines().findFirst().orElse("").substring(2).strip();
        String[] parts = line.split("[ \t]+", 2);
        return parts[0].isEmpty() ? List.of("/bin/sh") : List.of(parts);
    }
}

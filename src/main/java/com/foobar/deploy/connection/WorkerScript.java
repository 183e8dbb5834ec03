package com.foobar.deploy.connection;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The shell text of the worker's protocol. POSIX only: dash, bash and busybox run it. */
final class WorkerScript {
    /** Precedes the first line of our own, after whatever a sudo that wanted no password left unread. */
    private static final String GO = "fd-go";

    /** No newline and no nested single quotes, so that csh and fish pass it on unchanged. */
    private static final String FIRST_LINE = "IFS= read -r l&&eval \"$l\"";

    private static final String AFTER_GO = "while IFS= read -r l&&[ \"$l\" != " + GO + " ];do :;done;" + FIRST_LINE;

    /** The subject of the frame that follows an orderly end. */
    static final String BYE = "bye";

    /** The subject of the frame that follows a shell that something killed; its word is the exit status. */
    static final String DIED = "died";

    private static final String LIBRARY = """
        fd_bad=0
        fd_frame() {
        printf '\\n%s %s %s\\n' "$fd_n" "$1" "$2"
        printf '\\n%s %s %s\\n' "$fd_n" "$1" "$2" >&2
        }
        fd_step() {
        if [ "$fd_bad" = 1 ] && [ "$2" = change ]; then fd_frame "$1" skipped; return; fi
        if [ "$2" = resident ]; then eval "$fd_t" </dev/null
        else ( set --; eval "$fd_t" ) </dev/null 9>&-
        fi
        fd_r=$?
        if [ "$fd_r" != 0 ] && [ "$2" = change ]; then fd_bad=1; fi
        fd_frame "$1" "$fd_r"
        }
        PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin
        [ -r . ] && [ -x . ] || cd /
        fd_frame 0 0
        """;

    private final String shell;
    private final boolean killsGroup;
    private final String nonce = newNonce();

    /**
     * @param shell "/bin/sh", or another one in the worker's own tests
     * @param killsGroup whether the shell leads a process group, which then ends with its input
     */
    WorkerScript(String shell, boolean killsGroup) {
        this.shell = shell;
        this.killsGroup = killsGroup;
    }

    private static String newNonce() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    String nonce() {
        return nonce;
    }

    /** The command to execute; all else goes through its standard input. */
    String command() {
        return shell + " -c '" + FIRST_LINE + "'";
    }

    /** The input that starts the worker: the change of user, the loop, the library, the hello. */
    byte[] start(Become become) {
        return bytes(becoming(become) + loop() + "\nfd_n=" + nonce + "\n" + LIBRARY);
    }

    /** The input that runs one command with the rest of the input as its own; its streams begin after a hello. */
    byte[] stream(Become become, ShellText script) {
        String hello = "printf '\\n" + nonce + " 0 0\\n';printf '\\n" + nonce + " 0 0\\n' >&2;";
        return bytes(becoming(become) + hello + "eval \"$(printf '" + onOneLine(script.reveal()) + "')\"\n");
    }

    byte[] step(long sequence, WorkerStep step) {
        String kind = step.resident() ? "resident" : step.always() ? "always" : "change";
        String text = "'" + step.script().reveal().replace("'", "'\\''") + "'";
        return bytes("fd_t=" + text + "\nfd_step " + sequence + " " + kind + "\n");
    }

    byte[] forgive(long sequence) {
        return bytes("fd_bad=0; fd_frame " + sequence + " 0\n");
    }

    /** Leaves in good order: what was started in the background goes on living. */
    byte[] leave() {
        return bytes("exit 0\n");
    }

    /**
     * {@code cat} stays beside the shell to see the end of input while a command runs, and then ends the process group.
     * After a shell that left in good order nobody reads the pipe any more: the next byte makes cat fail, and nobody is
     * killed.
     */
    private String loop() {
        String run = shell + " -s&&exec </dev/null&&printf '\\n%s " + BYE + " 0\\n' " + nonce;
        String died = "printf '\\n%s " + DIED + " %s\\n' " + nonce + " $?";
        return killsGroup
                ? "{ cat&&kill -s TERM 0;}|{ " + run + "||{ " + died + ";kill -s TERM 0;};}"
                : run + "||" + died;
    }

    private String becoming(Become become) {
        if (become.user().isEmpty()) {
            return "";
        }
        var script = new BecomeScript(become, nonce, shell + " -c " + ShellText.quote(AFTER_GO), AFTER_GO);
        return script.firstLine() + "\n" + script.passwordLines() + GO + "\n";
    }

    /** As a printf format: octal escapes for what would end the line, the quotes or the format. */
    private static String onOneLine(String code) {
        var line = new StringBuilder();
        for (char c : code.toCharArray()) {
            switch (c) {
                case '\n', '\r', '\\', '\'', '%' -> line.append(String.format("\\%03o", (int) c));
                default -> line.append(c);
            }
        }
        return line.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package com.foobar.deploy.state.sql;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.value.Secret;
import java.util.List;

/**
 * Shell text that runs the host's {@code mariadb} or {@code mysql} client. Settings and statements reach it by pipes
 * that the shell itself fills: nothing of them is in an argument list or on disk.
 */
public final class SqlClient {
    /** The exit status where the host has no client. */
    public static final int NO_CLIENT = 127;

    private static final ShellText FIND = ShellText.lit("c=$(command -v mariadb || command -v mysql)\n");

    private SqlClient() {}

    /** Sets {@code $c} to the client's path; to nothing where there is none. */
    public static ShellText find() {
        return FIND;
    }

    /**
     * Runs statements with {@code $c}; rows come out as XML.
     *
     * @param force goes on after a statement that failed
     */
    public static ShellText run(SqlLogin login, List<SqlText> statements, boolean force) {
        ShellText script = ShellText.lit("printf %s").and(settings(login)).and(" | { exec 3<&0; printf %s");
        boolean secret = statements.stream().anyMatch(SqlText::holdsSecret);
        script = secret ? script.secretArg(new Secret(joined(statements))) : script.arg(joined(statements));
        return script.and(
                        " | \"$c\" --defaults-extra-file=/dev/fd/3 --default-character-set=utf8mb4 --binary-mode --xml")
                .and(force ? ShellText.lit(" --force") : ShellText.EMPTY)
                .and("; }");
    }

    /** Starts {@code $c} with its settings, for the caller to go on with its arguments and a closing brace. */
    public static ShellText withSettings(SqlLogin login) {
        return ShellText.lit("printf %s")
                .and(settings(login))
                .and(" | { exec 3<&0; \"$c\" --defaults-extra-file=/dev/fd/3");
    }

    /** What stands before the first statement takes one line. */
    static final int FIRST_LINE = 2;

    private static String joined(List<SqlText> statements) {
        var text = new StringBuilder(mode(statements));
        statements.forEach(statement -> text.append(statement.reveal()).append("\n;\n"));
        return text.toString();
    }

    /**
     * Statements of ours run in a mode that does not depend on the server's settings: names come back in backquotes, and a
     * backslash escapes. ANSI and ORACLE would bring ANSI_QUOTES back if it were only taken out of the server's mode. What the
     * user wrote is meant for the server's mode; only values with escapes need that backslashes are read.
     */
    private static String mode(List<SqlText> statements) {
        if (statements.stream().noneMatch(SqlText::hasUserCode)) {
            return "SET SESSION sql_mode='STRICT_TRANS_TABLES';\n";
        }
        return statements.stream().anyMatch(SqlText::hasEscapes)
                ? "SET SESSION sql_mode=REPLACE(@@SESSION.sql_mode,'NO_BACKSLASH_ESCAPES','');\n"
                : "DO 0;\n";
    }

    /** The line of the client's input on which each statement starts. */
    public static int[] lines(List<SqlText> statements) {
        int[] lines = new int[statements.size()];
        int line = FIRST_LINE;
        for (int i = 0; i < lines.length; i++) {
            lines[i] = line;
            line += 2
                    + (int) statements
                            .get(i)
                            .reveal()
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
        }
        return lines;
    }

    private static ShellText settings(SqlLogin login) {
        var text = new StringBuilder();
        login.configFile()
                .ifPresent(file -> text.append("!include ").append(file).append('\n'));
        text.append("[client]\n");
        login.user().ifPresent(user -> setting(text, "user", user));
        login.password().ifPresent(password -> setting(text, "password", password.reveal()));
        login.server().host().ifPresent(host -> setting(text, "host", host));
        login.server().port().ifPresent(port -> setting(text, "port", port.toString()));
        login.server().socket().ifPresent(socket -> setting(text, "socket", socket));
        login.tls().certificate().ifPresent(file -> setting(text, "ssl-cert", file));
        login.tls().key().ifPresent(file -> setting(text, "ssl-key", file));
        login.tls().authority().ifPresent(file -> setting(text, "ssl-ca", file));
        // A group that the dump programs do not read: they know neither of these.
        text.append("[mysql]\n");
        setting(text, "connect-timeout", Integer.toString(login.connectTimeout()));
        login.database().ifPresent(name -> setting(text, "database", name));
        return login.password().isPresent()
                ? ShellText.EMPTY.secretArg(new Secret(text.toString()))
                : ShellText.EMPTY.arg(text.toString());
    }

    /** Option files know backslash sequences; without them a quote or a # in a value would end it. */
    private static void setting(StringBuilder text, String name, String value) {
        String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        text.append(name).append("=\"").append(quoted).append("\"\n");
    }
}

package com.foobar.deploy.connection;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.util.regex.Pattern;

/** Says why no shell of ours answered, out of what came instead. */
final class StartFailure {
    // These only choose the wording of a refusal that is certain by then.
    private static final Pattern NO_SUCH_USER = Pattern.compile("unknown user|no passwd entry|does not exist");
    private static final Pattern NOT_ALLOWED = Pattern.compile("in the sudoers|not allowed|may not run");
    private static final Pattern WANTS_TERMINAL = Pattern.compile("must have a tty");

    private final String host;
    private final Become become;

    StartFailure(String host, Become become) {
        this.host = host;
        this.become = become;
    }

    /** @param reason a word of {@link BecomeScript}, or empty where the shell said nothing */
    Diagnostic explain(String reason, byte[] out, byte[] err) {
        String said = PrintableText.of(err);
        return switch (reason) {
            case BecomeScript.NO_COMMAND ->
                refused("there is no `" + become.method() + "` for `"
                                + become.user().orElse("") + "`")
                        .advise("install it there, or log in as that user");
            case BecomeScript.REFUSED -> withoutPassword(said);
            case BecomeScript.PASSWORD_REFUSED -> withPassword(said);
            default -> noWorker(out, err);
        };
    }

    Diagnostic noAnswer(byte[] out, byte[] err) {
        Diagnostic plain = noWorker(out, err);
        return plain.advise("the login may run a program of its own (ForceCommand, a menu) that waits for input");
    }

    private Diagnostic withoutPassword(String said) {
        if (isCertain(said)) {
            return withPassword(said);
        }
        return Diagnostic.of(
                        ErrorCode.BECOME_PASSWORD,
                        "`" + host + "`: `" + become.method() + "` wants a password to become " + user())
                .advise("give it with `-K`, or set `ansible_become_password`")
                .advise(quoted(said));
    }

    private Diagnostic withPassword(String said) {
        if (WANTS_TERMINAL.matcher(said).find()) {
            return refused("`" + become.method() + "` wants a terminal")
                    .advise("take `requiretty` out of sudoers for this user: a worker has no terminal")
                    .advise(quoted(said));
        }
        if (NO_SUCH_USER.matcher(said).find()) {
            return refused("there is no such user").advise(quoted(said));
        }
        boolean notAllowed = NOT_ALLOWED.matcher(said).find();
        String why = notAllowed ? "` does not allow it" : "` did not take the password";
        return refused("`" + become.method() + why).advise(quoted(said));
    }

    /** Refused whatever the password. */
    private static boolean isCertain(String said) {
        return WANTS_TERMINAL.matcher(said).find()
                || NO_SUCH_USER.matcher(said).find()
                || NOT_ALLOWED.matcher(said).find();
    }

    private Diagnostic refused(String why) {
        return Diagnostic.of(ErrorCode.BECOME_REFUSED, "`" + host + "`: cannot become " + user() + ": " + why);
    }

    private Diagnostic noWorker(byte[] out, byte[] err) {
        String printed = PrintableText.of(joined(out, err));
        String instead = printed.isEmpty() ? "it printed nothing" : "it printed `" + printed + "`";
        return Diagnostic.of(ErrorCode.NO_WORKER, "`" + host + "`: the login does not give a POSIX shell: " + instead)
                .advise("log in by hand and see: `/bin/sh -c true` must work for this user");
    }

    private String user() {
        return "`" + become.user().orElse("") + "`";
    }

    private String quoted(String said) {
        return said.isEmpty() ? "it gave no reason" : "it said: " + said;
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = new byte[a.length + 1 + b.length];
        System.arraycopy(a, 0, both, 0, a.length);
        both[a.length] = ' ';
        System.arraycopy(b, 0, both, a.length + 1, b.length);
        return both;
    }
}

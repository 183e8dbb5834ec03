package com.foobar.deploy.connection;

import com.foobar.deploy.value.Secret;

/**
 * Changes the user: one line for the shell of the user who logged in. It asks sudo without a password first, then tries
 * the password on an input that ends after it, so that a wrong one is refused at once and counts once, and only then
 * starts the inner shell. A refusal is a frame on standard error, after which nothing more is read.
 */
final class BecomeScript {
    static final String REFUSED = "refused";
    static final String PASSWORD_REFUSED = "password-refused";
    static final String NO_COMMAND = "no-command";

    private final Become become;
    private final String nonce;
    private final String innerShell;
    private final String innerCode;

    /**
     * @param innerShell the command that the new user runs
     * @param innerCode the same as code for this shell, where the user already is the wanted one
     */
    BecomeScript(Become become, String nonce, String innerShell, String innerCode) {
        this.become = become;
        this.nonce = nonce;
        this.innerShell = innerShell;
        this.innerCode = innerCode;
    }

    String firstLine() {
        String user = ShellText.quote(become.user().orElseThrow());
        String method = become.method().equals("su") ? "su" : "sudo";
        String readPassword = become.password().isPresent() ? "IFS= read -r p;" : "";
        return "say() { printf '\\n%s %s %s\\n' " + nonce + " 0 \"$1\" >&2; };"
                + readPassword
                + "if [ \"$(id -un)\" = " + user + " ];then unset p;" + innerCode + ";exit;fi;"
                + "command -v " + method + " >/dev/null||{ say " + NO_COMMAND + ";exit 1;};"
                + (method.equals("su") ? su(user) : sudo(user));
    }

    /** Once for our own shell, once for the command that asks again; the inner shell skips what nobody asked for. */
    String passwordLines() {
        return become.password()
                .map(Secret::reveal)
                .map(p -> p + "\n" + p + "\n")
                .orElse("");
    }

    private String sudo(String user) {
        if (become.password().isEmpty()) {
            return "sudo -n -H -u " + user + " " + innerShell + ";r=$?;say " + REFUSED + ";exit $r";
        }
        return "if sudo -n -H -u " + user + " /bin/sh -c : 2>/dev/null;then s=-n;"
                + "elif printf '%s\\n' \"$p\"|sudo -S -p '' -H -u " + user + " /bin/sh -c :;then s=-S;"
                + "else say " + PASSWORD_REFUSED + ";exit 1;fi;unset p;"
                + "sudo $s -p '' -H -u " + user + " " + innerShell + ";r=$?;say " + PASSWORD_REFUSED + ";exit $r";
    }

    private String su(String user) {
        String inner = "su -s /bin/sh -c " + ShellText.quote(innerShell) + " " + user;
        if (become.password().isEmpty()) {
            return "su -s /bin/sh -c : " + user + " </dev/null||{ say " + REFUSED + ";exit 1;};" + inner;
        }
        return "printf '%s\\n' \"$p\"|su -s /bin/sh -c : " + user + "||{ say " + PASSWORD_REFUSED + ";exit 1;};unset p;"
                + inner;
    }
}

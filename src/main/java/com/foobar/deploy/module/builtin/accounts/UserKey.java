package com.foobar.deploy.module.builtin.accounts;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.change.ScriptChange;
import java.util.List;

/** Makes a user's SSH key pair, without a passphrase. */
final class UserKey {
    private UserKey() {}

    static String file(UserArgs args, String home) {
        String file = args.sshKeyFile().orElse(".ssh/id_" + args.sshKeyType());
        return file.startsWith("/") ? file : home + "/" + file;
    }

    static ScriptChange generate(UserArgs args, String home) {
        String file = file(args, home);
        String folder = file.substring(0, file.lastIndexOf('/'));
        ShellText script = ShellText.lit("umask 077\nmkdir -p --")
                .arg(folder)
                .and(" && ssh-keygen -q -N '' -t")
                .arg(args.sshKeyType());
        if (args.sshKeyBits().isPresent()) {
            script = script.and(" -b").arg(args.sshKeyBits().get());
        }
        script = script.and(" -C")
                .arg(args.sshKeyComment().orElse("ansible-generated"))
                .and(" -f")
                .arg(file)
                .and(" && chown")
                .arg(args.name() + ":")
                .args(List.of(folder, file, file + ".pub"))
                .and(UserChanges.report(args));
        return ScriptChange.of(
                "make an SSH key for " + args.name(), script, UserChanges.touched(args, List.of(folder)));
    }
}

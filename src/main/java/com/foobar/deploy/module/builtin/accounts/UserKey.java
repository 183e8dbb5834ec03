package com.foobar.deploy.module.builtin.accounts;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.change.HomeFunctions;
import com.foobar.deploy.state.change.MakeDirectory;
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
        ShellText script =
                HomeFunctions.KEY.and("keygen() { ssh-keygen -q -N '' -t").arg(args.sshKeyType());
        if (args.sshKeyBits().isPresent()) {
            script = script.and(" -b").arg(args.sshKeyBits().get());
        }
        script = script.and(" -C")
                .arg(args.sshKeyComment().orElse("ansible-generated"))
                .and(" -f \"$1\"; }\numask 077\n")
                .and(folders(args, home, folder))
                .and("key")
                .arg(args.name() + ":")
                .arg(file)
                .and(UserChanges.report(args));
        return ScriptChange.of(
                "make an SSH key for " + args.name(), script, UserChanges.touched(args, List.of(folder)));
    }

    /** Those below the home directory are made for the user. */
    private static ShellText folders(UserArgs args, String home, String folder) {
        ShellText script = ShellText.lit("owner= bits=\n");
        for (String one : MakeDirectory.downTo(folder)) {
            if (one.startsWith(home + "/")) {
                script = script.and("owner=").glue(args.name() + ":").and(" bits=0700\n");
            }
            script = script.and("make").arg(one).and(" 0 || exit\n");
        }
        return script;
    }
}

package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.files.HostPath;
import java.util.Optional;

/**
 * Sets the times of a file that is there.
 *
 * @param modified "now" or CCYYMMDDhhmm.ss; empty: left as it is
 * @param accessed likewise
 */
public record TouchFile(String path, Optional<String> modified, Optional<String> accessed)
        implements HostChange.Scripted {
    @Override
    public String describe() {
        return "set the times of " + path;
    }

    @Override
    public Touched touched() {
        return Touched.entry(path);
    }

    @Override
    public ShellText script() {
        ShellText script = ShellText.EMPTY;
        if (modified.isPresent()) {
            script = script.and("touch -c -m").and(time(modified.get()));
        }
        if (accessed.isPresent()) {
            script = (script.isEmpty() ? script : script.and(" &&\n"))
                    .and("touch -c -a")
                    .and(time(accessed.get()));
        }
        return script;
    }

    private ShellText time(String time) {
        ShellText option =
                time.equals("now") ? ShellText.EMPTY : ShellText.lit(" -t").arg(time);
        return option.and(" --").and(HostPath.word(path));
    }
}

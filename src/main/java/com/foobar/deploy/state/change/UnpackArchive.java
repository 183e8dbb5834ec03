package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.files.HostPath;
import java.util.List;
import java.util.Optional;

/**
 * Unpacks an archive in a folder.
 *
 * @param title what is unpacked, for people
 * @param folder must exist
 * @param archive a path of the host; empty for tar on the standard input
 * @param zip the archive on the host is a zip file
 * @param options more options of tar's or unzip's
 * @param only names to unpack; empty for all
 */
public record UnpackArchive(
        String title,
        String folder,
        Optional<String> archive,
        boolean zip,
        Optional<Source> input,
        List<String> options,
        List<String> only,
        List<String> excluded)
        implements HostChange.Scripted {
    public UnpackArchive {
        options = List.copyOf(options);
        only = List.copyOf(only);
        excluded = List.copyOf(excluded);
    }

    @Override
    public String describe() {
        return "unpack " + title + " in " + folder;
    }

    @Override
    public Touched touched() {
        return Touched.paths(folder);
    }

    @Override
    public List<Need<?>> needs() {
        return List.of(Needs.directory(folder));
    }

    @Override
    public ShellText script() {
        ShellText start = FolderFunctions.TEXT;
        if (archive.isPresent()) {
            start = start.and("set --")
                    .and(HostPath.word(archive.get()))
                    .and("\ncase $1 in /*) ;; *) set -- \"$PWD/$1\" ;; esac\n");
        }
        return start.and("enter").and(HostPath.word(folder)).and("\n").and(zip ? unzip() : tar());
    }

    private ShellText tar() {
        ShellText script = ShellText.lit("tar -x -p -f")
                .and(archive.isPresent() ? ShellText.lit(" \"$1\"") : ShellText.lit(" -"))
                .args(options);
        for (String name : excluded) {
            script = script.arg("--exclude=" + name);
        }
        return only.isEmpty() ? script : script.and(" --").args(only);
    }

    private ShellText unzip() {
        ShellText script =
                ShellText.lit("unzip -o -q").args(options).and(" \"$1\"").args(only);
        if (!excluded.isEmpty()) {
            script = script.and(" -x").args(excluded);
        }
        return script.and(" -d .");
    }
}

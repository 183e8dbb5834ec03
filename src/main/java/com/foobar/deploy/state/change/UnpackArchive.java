package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.files.HostPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Unpacks an archive in a directory.
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
    private static final Set<String> KEEP_OLD = Set.of("-k", "--keep-old-files", "--skip-old-files", "-n");
    private static final Set<String> KEEP_NEWER = Set.of("--keep-newer-files", "-u");

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
        ShellText start = TreeFunctions.UNPACK;
        if (archive.isPresent()) {
            start = start.and("for archive in")
                    .and(HostPath.word(archive.get()))
                    .and("; do\ncase $archive in /*) ;; *) archive=$PWD/$archive ;; esac\ndone\n");
        }
        return start.and("unpack() { ")
                .and(zip ? unzip() : tar())
                .and("; }\nenter")
                .and(HostPath.word(folder))
                .and("\nunpacked")
                .arg(kept());
    }

    /** What these options leave as it is, where the archive is not unpacked in its place. */
    private String kept() {
        if (options.stream().anyMatch(KEEP_OLD::contains)) {
            return "old";
        }
        return options.stream().anyMatch(KEEP_NEWER::contains) ? "newer" : "";
    }

    private ShellText tar() {
        ShellText script = ShellText.lit("tar -x -p -f")
                .and(archive.isPresent() ? ShellText.lit(" \"$archive\"") : ShellText.lit(" -"))
                .args(options);
        for (String name : excluded) {
            script = script.arg("--exclude=" + name);
        }
        return only.isEmpty() ? script : script.and(" --").args(only);
    }

    private ShellText unzip() {
        ShellText script =
                ShellText.lit("unzip -o -q").args(options).and(" \"$archive\"").args(only);
        if (!excluded.isEmpty()) {
            script = script.and(" -x").args(excluded);
        }
        return script.and(" -d .");
    }
}

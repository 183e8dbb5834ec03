package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.connection.ShellText;

/** Fetches a package from a URL by apt's own helper, so that the host needs no other program. */
final class AptDownload {
    private AptDownload() {}

    /**
     * Leaves the file as {@code $d/package.deb} until the script ends. What it holds is known only then, so the script
     * itself ends early where the package is already installed in that version.
     */
    static ShellText script(String url) {
        return ShellText.lit("d=$(mktemp -d) || exit 1\nchmod 755 \"$d\"\n"
                        + "trap 'rm -rf \"$d\"' 0\ntrap 'exit 143' 1 2 13 15\n"
                        + "/usr/lib/apt/apt-helper -q download-file")
                .arg(url)
                .and(" \"$d/package.deb\" || exit 1\n"
                        + "n=$(dpkg-deb -f \"$d/package.deb\" Package) || exit 1\n"
                        + "v=$(dpkg-deb -f \"$d/package.deb\" Version) || exit 1\n"
                        + "if [ \"$(dpkg-query -W -f='${db:Status-Status} ${Version}' \"$n\" 2>/dev/null)\""
                        + " = \"installed $v\" ]; then\n"
                        + "echo '0 upgraded, 0 newly installed, 0 to remove'\nexit 0\nfi\n");
    }
}

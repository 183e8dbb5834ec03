package com.foobar.deploy.engine.host;

/**
 * Where the lock of a host lies: in a directory that its user alone may enter. A lock needs no more than that its file can be
 * opened, so in a public place everybody could hold it, or prepare a link to another file there.
 */
public final class LockFile {
    /**
     * Shell text that sets {@code d}, the directory, and {@code l}, the file in it. A home directory may be shared by hosts
     * over the network, so that their names are in those of the files.
     */
    public static final String PLACE = """
        if [ "$(id -u)" = 0 ]; then d=/run/foobar-deploy l=/run/foobar-deploy/lock
        else
          d=$HOME/.foobar-deploy
          [ -d "$HOME" ] && [ -O "$HOME" ] && [ -w "$HOME" ] || d=/tmp/foobar-deploy-$(id -u)
          n=; { IFS= read -r n </proc/sys/kernel/hostname; } 2>/dev/null
          l=$d/${n:-host}.lock
        fi
        """;

    /** Shell text with a function that makes the directory, and fails where others may have a hand in it. */
    static final String PRIVATE = """
        fd_private() {
          [ -e "$d" ] || [ -L "$d" ] || mkdir -m 700 "$d"
          [ -d "$d" ] && [ ! -L "$d" ] && [ -O "$d" ] || return 1
          if [ -e "$l" ] || [ -L "$l" ]; then [ -f "$l" ] && [ ! -L "$l" ] && [ -O "$l" ]; return; fi
          case $(ls -ld "$d") in d???------*) ;; *) return 1 ;; esac
        }
        """;

    private LockFile() {}
}

package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.question.FileState;

/**
 * Shell functions that put something in place in the safe order: a draft in the same folder, its attributes, the check
 * that the old is still what was decided on, flush, rename, flush of the folder. Whatever fails removes the draft and
 * leaves the old as it was.
 */
public final class FileFunctions {
    /** Names of drafts start so. What is left of a run that died is removed by a later one after a day. */
    public static final String DRAFT_PREFIX = ".foobar-deploy.";

    /**
     * Called in this order: target, draft (or name), then what fills the draft, arrived, own or keep, mode, accept,
     * expect, backup, in_place, commit.
     */
    public static final ShellText TEXT = ShellText.lit("""
        fail() { printf '%s\\n' "$*" >&2; exit 1; }
        target() {
          f=$1 t= c= m= w= y= z=
          case $f in */*) d=${f%/*} ;; *) d=. ;; esac
          [ -n "$d" ] || d=/
          [ -d "$d" ] || fail "the folder $d does not exist"
          if [ -d "$f" ] && [ ! -L "$f" ]; then fail "$f is a directory"; fi
          for o in "$d"/.foobar-deploy.*; do
            if [ -e "$o" ] || [ -L "$o" ]; then
              find "$d" -maxdepth 1 -name '.foobar-deploy.*' ! -type d -mtime +0 -exec rm -f -- {} +
              break
            fi
          done
          trap '[ -z "$t" ] || rm -f -- "$t"' EXIT
          trap 'exit 1' HUP INT TERM
        }
        draft() { t=$(mktemp "$d/.foobar-deploy.XXXXXX") || exit 1; }
        name() { t=$(mktemp -u "$d/.foobar-deploy.XXXXXX") || exit 1; }
        # bash prints the text of a command that a signal ended: the content must not be part of it.
        fill() { printf %s "$base64" | base64 -d >"$t" || exit 1; }
        arrived() {
          h=$(sha256sum <"$t") || exit 1
          [ "${h%% *}" = "$1" ] || fail "what was written for $f is not what was sent"
        }
        own() { c=$1; chown -- "$1" "$t" || exit 1; }
        keep() {
          chown -- "$1" "$t" 2>/dev/null || chown -- ":${1#*:}" "$t" 2>/dev/null || :
          if [ -f "$f" ] && command -v setfacl >/dev/null 2>&1; then
            getfacl -cp -- "$f" | setfacl --set-file=- -- "$t" || exit 1
          fi
        }
        mode() { m=$1; chmod "$1" "$t" || exit 1; }
        accept() {
          "$@" </dev/null >&2
          r=$?
          [ "$r" -eq 0 ] || fail "failed to validate: $1 ended with status $r"
        }
        expect() { w=$1 x=${2-}; }
        backup() { y=1; }
        in_place() { z=1; }
        expected() {
          case $w in
            missing) [ ! -e "$f" ] && [ ! -L "$f" ] ;;
            link) [ -L "$f" ] && [ "$(readlink -n -- "$f"; echo .)" = "$x." ] ;;
            hash) [ -f "$f" ] && [ ! -L "$f" ] && h=$(sha256sum <"$f") && [ "${h%% *}" = "$x" ] ;;
          esac
        }
        # The disk writes while the hash is computed; the flush in commit waits for the rest.
        settle() { flush "$t" >/dev/null 2>&1 & }
        flush() { sync "$1" 2>/dev/null || sync || :; }
        label() {
          [ -e /sys/fs/selinux/enforce ] || return 0
          if [ -f "$f" ]; then chcon --reference="$f" -- "$t"; fi
          return 0
        }
        relabel() {
          if [ -e /sys/fs/selinux/enforce ] && [ "$w" = missing ]; then restorecon -- "$f"; fi
          return 0
        }
        rename() {
          if [ ! -d "$f" ]; then mv -f -- "$t" "$f"
          elif [ ! -L "$f" ]; then return 1
          else
            # busybox refuses a link to a folder.
            mv -fT -- "$t" "$f" 2>/dev/null || { rm -f -- "$f" && mv -f -- "$t" "$f"; }
          fi
        }
        overwrite() {
          cat <"$t" >"$f" || exit 1
          [ -z "$c" ] || chown -- "$c" "$f" || exit 1
          [ -z "$m" ] || chmod "$m" "$f" || exit 1
          flush "$f"
        }
        commit() {
          expected || exit 175
          if [ -n "$y" ] && [ -f "$f" ]; then
            b=$f.$$.$(date +%Y-%m-%d@%H:%M:%S)~
            cp -p -- "$f" "$b" || exit 1
            printf '%s\\n' "$b"
          fi
          if [ ! -L "$t" ]; then flush "$t"; fi
          label
          if rename; then
            # A rename between two names of one file leaves both.
            rm -f -- "$t"
            t=
          elif [ -n "$z" ]; then overwrite
          else fail "$f cannot be replaced; a mount point is written in place with unsafe_writes: true"; fi
          relabel
          flush "$d"
        }
        """);

    private FileFunctions() {}

    /** What commit checks: that this is still so. Nothing where the state was not looked at closely enough. */
    static ShellText expect(FileState before) {
        return switch (before.type()) {
            case MISSING -> ShellText.lit("expect missing\n");
            case LINK ->
                before.linkTarget()
                        .map(target -> ShellText.lit("expect link").arg(target).and("\n"))
                        .orElse(ShellText.EMPTY);
            case FILE ->
                before.sha256()
                        .map(hash -> ShellText.lit("expect hash").arg(hash).and("\n"))
                        .orElse(ShellText.EMPTY);
            case DIRECTORY, BLOCK, CHARACTER, FIFO, SOCKET, UNREADABLE -> ShellText.EMPTY;
        };
    }
}

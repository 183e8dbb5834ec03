package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.question.files.FileState;

/**
 * Shell functions that put something in place in the safe order: a draft in the same directory, its attributes, the check
 * that the old is still what was decided on, flush, rename, flush of the directory. Whatever fails removes the draft and
 * leaves the old as it was.
 */
public final class FileFunctions {
    /** Names of drafts start so. What is left of a run that died is removed by a later one after a day. */
    public static final String DRAFT_PREFIX = ".foobar-deploy.";

    /**
     * Called in this order: target, draft (or name), then what fills the draft, arrived, own or keep, mode, accept,
     * expect, backup, in_place, commit. The draft is open as descriptor 8: who owns the directory can swap its name for a
     * link, so programs get it as {@code $p}, a name that leads to the descriptor.
     */
    public static final ShellText TEXT = DirectoryFunctions.TEXT.and("""
        target() {
          f=$1 t= a= p= c= m= w= y= z= s=$PWD
          case $f in */*) d=${f%/*} ;; *) d=. ;; esac
          [ -n "$d" ] || d=/
          [ -d "$d" ] || fail "the directory $d does not exist"
          enter "$d"
          n=./${f##*/}
          kind
          for o in ./.foobar-deploy.*; do
            if [ -e "$o" ] || [ -L "$o" ]; then
              find . -maxdepth 1 -name '.foobar-deploy.*' ! -type d -mtime +0 -exec rm -f -- {} +
              break
            fi
          done
          trap '[ -z "$t" ] || rm -f -- "$t"' EXIT
          trap 'exit 1' HUP INT TERM
        }
        # What is neither a file nor a link is not replaced.
        kind() {
          if [ -L "$n" ] || [ -f "$n" ] || [ ! -e "$n" ]; then return
          elif [ -d "$n" ]; then k='a directory'
          elif [ -c "$n" ]; then k='a character device'
          elif [ -b "$n" ]; then k='a block device'
          elif [ -p "$n" ]; then k='a fifo'
          else k='a socket'
          fi
          fail "$f is $k"
        }
        # A path as it was meant before the directory was entered.
        from() { case $1 in /*) o=$1 ;; *) o=$s/$1 ;; esac; }
        exclusive() {
          u=$(umask)
          umask 077
          set -C
        }
        shared() {
          set +C
          umask "$u"
        }
        draft() {
          t=$(mktemp -u ./.foobar-deploy.XXXXXX) || exit 1
          exclusive
          exec 8>"$t" || exit 1
          shared
          a=${PWD%/}/${t#./} p=/proc/self/fd/8
          if [ ! -e "$p" ]; then
            closed || fail "$d can be changed by other users, and there is no /proc to work in it safely"
            p=$t
          fi
        }
        name() { t=$(mktemp -u ./.foobar-deploy.XXXXXX) || exit 1; }
        # bash prints the text of a command that a signal ended: the content must not be part of it.
        fill() { printf %s "$base64" | base64 -d >&8 || exit 1; }
        arrived() {
          h=$(sha256sum <"$p") || exit 1
          [ "${h%% *}" = "$1" ] || fail "what was written for $f is not what was sent"
        }
        own() { c=$1; chown -- "$1" "$p" || exit 1; }
        keep() {
          chown -- "$1" "$p" 2>/dev/null || chown -- ":${1#*:}" "$p" 2>/dev/null || :
          if [ -f "$n" ] && [ ! -L "$n" ] && command -v setfacl >/dev/null 2>&1; then
            getfacl -cp -- "$n" | setfacl --set-file=- -- "$p" || exit 1
          fi
        }
        mode() { m=$1; chmod "$1" "$p" || exit 1; }
        accept() {
          (cd -- "$s" && "$@" </dev/null >&2 8>&-)
          r=$?
          [ "$r" -eq 0 ] || fail "failed to validate: $1 ended with status $r"
        }
        expect() { w=$1 x=${2-}; }
        backup() { y=1; }
        in_place() { z=1; }
        expected() {
          case $w in
            missing) [ ! -e "$n" ] && [ ! -L "$n" ] ;;
            link) [ -L "$n" ] && [ "$(readlink -n -- "$n"; echo .)" = "$x." ] ;;
            hash) [ -f "$n" ] && [ ! -L "$n" ] && h=$(sha256sum <"$n") && [ "${h%% *}" = "$x" ] ;;
          esac
        }
        # The disk writes while the hash is computed; the flush in commit waits for the rest.
        settle() { flush "$p" >/dev/null 2>&1 & }
        flush() { sync "$1" 2>/dev/null || sync || :; }
        label() {
          [ -e /sys/fs/selinux/enforce ] || return 0
          if [ -n "$p" ] && [ -f "$n" ]; then chcon --reference="$n" -- "$p"; fi
          return 0
        }
        relabel() {
          if [ -e /sys/fs/selinux/enforce ] && [ "$w" = missing ]; then restorecon -- "$n"; fi
          return 0
        }
        rename() {
          if [ ! -d "$n" ]; then
            # mv refuses a link that leads to the name that it is to get.
            if [ -L "$t" ] && [ ! -L "$n" ] && [ "$t" -ef "$n" ]; then rm -f -- "$n"; fi
            mv -f -- "$t" "$n"
          elif [ ! -L "$n" ]; then return 1
          else
            # busybox refuses a link to a directory.
            mv -fT -- "$t" "$n" 2>/dev/null || { rm -f -- "$n" && mv -f -- "$t" "$n"; }
          fi
        }
        # A mount point, as /etc/hosts is in containers, cannot be replaced.
        mounted() {
          [ -r /proc/self/mountinfo ] || return 1
          while read -r e1 e1 e1 e1 e1 e2; do
            [ "$e1" != "${PWD%/}/${n#./}" ] || return 0
          done </proc/self/mountinfo
          return 1
        }
        overwrite() {
          [ -f "$n" ] && [ ! -L "$n" ] || fail "$f was replaced meanwhile"
          g=$n
          if [ "$p" != "$t" ]; then
            exec 7>>"$n" || exit 1
            g=/proc/self/fd/7
            [ ! -L "$n" ] && [ "$n" -ef "$g" ] && [ "$(stat -L -c %h "$g")" = 1 ] || fail "$f was replaced meanwhile"
          fi
          cat <"$p" >"$g" || exit 1
          [ -z "$c" ] || chown -- "$c" "$g" || exit 1
          [ -z "$m" ] || chmod "$m" "$g" || exit 1
          flush "$g"
        }
        keep_old() {
          b=$f.$$.$(date +%Y-%m-%d@%H:%M:%S)~
          g=./${b##*/}
          exclusive
          exec 6>"$g" 7<"$n" || exit 1
          shared
          if [ "$p" = "$t" ]; then cp -p -- "$n" "$g" || exit 1
          else cp -p -- /proc/self/fd/7 /proc/self/fd/6 || exit 1
          fi
          exec 6>&- 7<&-
          printf '%s\n' "$b"
        }
        commit() {
          expected || exit 175
          if [ -n "$y" ] && [ -f "$n" ]; then keep_old; fi
          [ -z "$p" ] || flush "$p"
          label
          if [ -n "$p" ] && { [ -L "$t" ] || [ ! "$t" -ef "$p" ]; }; then
            fail "another process has replaced the draft of $f: $a"
          fi
          kind
          if q=$(rename 2>&1); then
            # A rename between two names of one file leaves both.
            rm -f -- "$t"
            t=
          elif [ -n "$p" ] && { [ -n "$z" ] || mounted; }; then overwrite
          else fail "$f cannot be replaced: $q"; fi
          relabel
          flush .
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

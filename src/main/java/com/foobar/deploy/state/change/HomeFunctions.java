package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;

/**
 * Shell functions that make what belongs to a user: the home directory, and keys in it. The user may change names in it, and
 * in the directories above it, at any time.
 */
public final class HomeFunctions {
    /**
     * {@code home OWNER SKELETON UMASK PATH}: makes a home directory; the one above it is there. Until all in it belongs to its
     * user only its maker may enter it, so that nobody can change names in it while chown walks through it.
     */
    public static final ShellText HOME = MakeDirectory.FUNCTIONS.and("""
        home() {
          s=$2
          case $s in /*) ;; *) s=$PWD/$s ;; esac
          d=${4%/*}
          enter "${d:-/}"
          n=./${4##*/} p=${PWD%/}/${4##*/}
          umask 077
          mkdir -- "$n" || exit 1
          cd -P -- "$n" && [ "$PWD" = "$p" ] && [ -O . ] || fail "$4 was replaced meanwhile"
          for e in ./* ./.[!.]* ./..?*; do
            [ ! -e "$e" ] && [ ! -L "$e" ] || fail "$4 was replaced meanwhile"
          done
          cp -a -- "$s/." . && chmod 0700 . || exit 1
          for e in ./* ./.[!.]* ./..?*; do
            if [ -e "$e" ] || [ -L "$e" ]; then chown -R -h -- "$1" "$e" || exit 1; fi
          done
          # Without "who" the umask applies.
          umask "$3"
          chmod =rwx . && chown -- "$1" . || exit 1
        }
        """);

    /**
     * {@code key OWNER PATH}: calls {@code keygen NAME}, which makes NAME and NAME.pub in the current directory, and puts both in
     * place. They are made where only their maker may enter.
     */
    public static final ShellText KEY =
            MakeDirectory.FUNCTIONS.and(TreeFunctions.PRIVATE).and("""
                key() {
                  o=$1 k=${2##*/} d=${2%/*}
                  enter "${d:-/}"
                  aside placed
                }
                placed() {
                  keygen "./$k" && chown -h -- "$o" "./$k" "./$k.pub" || exit 1
                  back
                  mv -f -- "/proc/self/fd/5/in/$k" "/proc/self/fd/5/in/$k.pub" .
                }
                """);

    private HomeFunctions() {}
}

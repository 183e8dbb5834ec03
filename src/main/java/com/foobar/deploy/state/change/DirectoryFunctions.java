package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;

/**
 * Shell functions that work in a directory which another user may own, who can swap names for links between two steps. A
 * directory is entered name by name and kept as the current one; its entries are then single names, and nothing above them
 * can change under the script.
 */
public final class DirectoryFunctions {
    /** {@code fail}, {@code enter DIRECTORY}, {@code closed}, {@code vacant}. Their variables start with {@code e}. */
    public static final ShellText TEXT = ShellText.lit("""
        fail() { printf '%s\\n' "$*" >&2; exit 1; }
        # A link that another user can place is not followed to a directory of root's.
        enter() {
          case $1 in /*) cd -P / ;; *) cd -P . ;; esac || exit 1
          er=$1 el= en=0
          while [ -n "$er" ]; do
            case $er in */*) ec=${er%%/*} er=${er#*/} ;; *) ec=$er er= ;; esac
            [ -n "$ec" ] || continue
            ep=${PWD%/}/$ec
            if [ -L "./$ec" ]; then
              en=$((en + 1))
              [ "$en" -le 40 ] || fail "$1: too many links"
              eq=$(readlink -n -- "./$ec"; echo .)
              eo=$(stat -c %u -- "./$ec") || exit 1
              [ "$(readlink -n -- "./$ec"; echo .)" = "$eq" ] || fail "$ep was replaced meanwhile"
              [ "$eo" = 0 ] || el=$eo ek=$ep
              eq=${eq%.}
              case $eq in /*) cd -P / || exit 1 ;; esac
              er=$eq/$er
            else
              cd -P -- "./$ec" || fail "$ep cannot be entered"
              case $ec in .|..) ;; *) [ "$PWD" = "$ep" ] || fail "$ep was replaced by a link meanwhile" ;; esac
            fi
          done
          if [ -n "$el" ] && [ "$(id -u)" = 0 ]; then
            eo=$(stat -c %u .) || exit 1
            [ "$eo" != 0 ] || fail "$ek is a link of user $el and leads to $PWD, which belongs to root: it is not followed"
          fi
        }
        # True if nobody else can swap names here.
        closed() {
          eo=$(stat -c '%u %a' .) || exit 1
          case ${eo% *} in 0) ;; *) [ -O . ] || return 1 ;; esac
          case ${eo#* } in [1357]???) return 0 ;; *[2367]?|*[2367]) return 1 ;; esac
        }
        # True if the current directory is empty.
        vacant() {
          for ec in ./* ./.[!.]* ./..?*; do
            [ ! -e "$ec" ] && [ ! -L "$ec" ] || return 1
          done
        }
        """);

    private DirectoryFunctions() {}
}

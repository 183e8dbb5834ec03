package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;

/**
 * Shell functions for whole trees that another user may change at the same time. Programs that walk by path names follow
 * what has come in the place of a name since they looked at it, so none of them is let into such a tree.
 */
public final class TreeFunctions {
    /**
     * {@code remove NAME}: a directory of the current one and all in it. GNU's rm holds each directory by a descriptor; any
     * other gets single names only, in directories that were entered.
     */
    public static final ShellText REMOVE = DirectoryFunctions.TEXT.and("""
        remove() {
          case $(rm --version 2>/dev/null) in
            *GNU*) rm -rf -- "$1" ;;
            *) one_directory "$1" ;;
          esac
        }
        one_directory() {
          if [ -d "$1" ] && [ ! -L "$1" ]; then
            (
              ep=${PWD%/}/${1#./}
              cd -P -- "$1" && [ "$PWD" = "$ep" ] || fail "$ep was replaced meanwhile"
              find . ! -name . -prune ! -type d -exec rm -f -- {} + || exit 1
              for ec in ./* ./.[!.]* ./..?*; do
                if [ -d "$ec" ]; then one_directory "$ec" || exit 1; fi
              done
            ) || exit 1
            rmdir -- "$1"
          else rm -f -- "$1"
          fi
        }
        """);

    /**
     * {@code aside COMMAND}: calls it in the directory {@code in} of one that only its maker may enter, below the current one;
     * {@code back} enters that one again. The private directory is descriptor 5. Nothing of it is left.
     */
    static final ShellText PRIVATE = ShellText.lit("""
        aside() {
          [ -e /proc/self/fd ] || fail "$PWD can be changed by other users, and there is no /proc to work in it safely"
          h=$PWD x=$(mktemp -d ./.foobar-deploy.XXXXXX) || exit 1
          (
            exec 6<.
            cd -P -- "$x" && [ "$PWD" = "${h%/}/${x#./}" ] && private || fail "$h/${x#./} was replaced meanwhile"
            exec 5<.
            trap 'cd -P /proc/self/fd/5 && rm -rf ./in ./mark' EXIT
            trap 'exit 1' HUP INT TERM
            mkdir ./in && : >./mark && cd ./in || exit 1
            "$1"
          )
          r=$?
          rmdir -- "$x" 2>/dev/null
          return "$r"
        }
        back() { cd -P /proc/self/fd/6 && [ "$PWD" = "$h" ] || fail "$h was replaced meanwhile"; }
        # Made by us just now: nobody else has ever been in it.
        private() {
          [ -O . ] || return 1
          case $(stat -c %a .) in 700|?700) vacant ;; *) return 1 ;; esac
        }
        """);

    /**
     * {@code unpacked KEEP}: calls {@code unpack}, which unpacks in the current directory. Where somebody else can change what
     * is in the directory, that happens in a directory which only its maker may enter, and each name is moved from there. KEEP is
     * {@code newer}, {@code old} or empty: what is there and stays. A directory that the archive holds has the archive's time,
     * and gets the archive's attributes; one that tar had to make has not.
     */
    public static final ShellText UNPACK = DirectoryFunctions.TEXT.and(PRIVATE).and("""
        unpacked() {
          if closed && [ -z "$(open_below)" ]; then
            unpack
            return
          fi
          k=$1
          aside move_unpacked
        }
        move_unpacked() {
          unpack || exit
          back
          s=/proc/self/fd/5/in/
          merge ''
        }
        open_below() {
          find . -type d \\( ! -user 0 ! -user "$(id -u)" -o ! -perm -1000 \\( -perm -020 -o -perm -002 \\) \\) 2>/dev/null |
            head -n 1
        }
        # Only names of one part go to mv: it replaces a link in the place of the file, and refuses one in that of a directory.
        merge() {
          for e in "$s$1"* "$s$1".[!.]* "$s$1"..?*; do
            [ -e "$e" ] || [ -L "$e" ] || continue
            n=${e##*/}
            if [ ! -e "./$n" ] && [ ! -L "./$n" ]; then :
            elif [ -d "$e" ] && [ ! -L "$e" ]; then
              if [ -d "./$n" ] && [ ! -L "./$n" ]; then
                into "$1" "$n" || exit
                continue
              fi
              rm -f -- "./$n" || exit 1
            elif [ -d "./$n" ] && [ ! -L "./$n" ]; then
              rmdir -- "./$n" || exit 1
            elif [ "$k" = old ]; then continue
            elif [ "$k" = newer ] && [ "./$n" -nt "$e" ]; then continue
            fi
            mv -f -- "$e" . || exit 1
          done
        }
        into() (
          p=${PWD%/}/$2
          cd -P -- "./$2" && [ "$PWD" = "$p" ] || fail "$p was replaced meanwhile"
          m=$s$1$2
          if [ /proc/self/fd/5/mark -nt "$m" ]; then w=$(stat -c '%u:%g %a' -- "$m") || exit 1; else m=; fi
          merge "$1$2/"
          [ -n "$m" ] || exit 0
          chown "${w% *}" . 2>/dev/null || [ "$(id -u)" != 0 ] || exit 1
          chmod "${w#* }" . && touch -r "$m" .
        )
        """);

    /**
     * {@code cloned PATH}: calls {@code clone NAME}, which makes the directory of this name in the current one or fills it
     * where it is empty. Directories above that are missing are made.
     */
    public static final ShellText CLONE = DirectoryFunctions.TEXT.and(PRIVATE).and("""
        cloned() {
          d=$1
          case $d in /*) ;; *) d=$PWD/$d ;; esac
          while [ "$d" != "${d%/}" ]; do d=${d%/}; done
          if [ -d "$d" ]; then
            enter "$d"
            if closed; then clone .; else aside move_filled; fi
          else
            reach "${d%/*}"
            c=./${d##*/}
            if closed; then clone "$c"; else aside move_cloned; fi
          fi
        }
        move_filled() {
          (clone .) || exit
          back
          for e in /proc/self/fd/5/in/* /proc/self/fd/5/in/.[!.]* /proc/self/fd/5/in/..?*; do
            if [ -e "$e" ] || [ -L "$e" ]; then mv -f -- "$e" . || exit 1; fi
          done
        }
        move_cloned() {
          (clone "$c") || exit
          back
          mv -f -- "/proc/self/fd/5/in/${c#./}" .
        }
        reach() {
          p=$1 m=
          while [ ! -d "${p:-/}" ]; do m=${p##*/}${m:+/$m} p=${p%/*}; done
          enter "${p:-/}"
          while [ -n "$m" ]; do
            case $m in */*) e=${m%%/*} m=${m#*/} ;; *) e=$m m= ;; esac
            [ -n "$e" ] || continue
            p=${PWD%/}/$e
            [ -d "./$e" ] || mkdir -- "./$e" || exit 1
            cd -P -- "./$e" && [ "$PWD" = "$p" ] || fail "$p was replaced meanwhile"
          done
        }
        """);

    private TreeFunctions() {}
}

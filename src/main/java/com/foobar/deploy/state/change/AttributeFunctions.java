package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;

/**
 * Shell functions that give files away. Where other users can swap names, each file is held by a descriptor and compared
 * with what was decided on; a path never goes to a program that follows links.
 */
public final class AttributeFunctions {
    /** {@code at DIRECTORY}, then {@code give OWNERSHIP MODE}, each may be empty, and pairs of DEVICE:INODE and ./NAME. */
    public static final ShellText TEXT = DirectoryFunctions.TEXT.and("""
        s=$PWD
        at() {
          cd -- "$s" || exit 1
          enter "$1"
          if closed; then k=1; else k=; fi
        }
        give() {
          owner=$1 bits=$2
          shift 2
          if [ -z "$k" ] || [ "$2" = . ]; then
            while [ $# -gt 0 ]; do
              one "$1" "$2"
              shift 2
            done
            return
          fi
          i=$#
          while [ "$i" -gt 0 ]; do
            set -- "$@" "$2"
            shift 2
            i=$((i - 2))
          done
          [ -z "$owner" ] || chown -h -- "$owner" "$@" || exit 1
          [ -z "$bits" ] || chmod -- "$bits" "$@" || exit 1
        }
        same() { [ -z "$1" ] || [ "$(stat -L -c %d:%i -- "$2")" = "$1" ] || exit 175; }
        set_both() {
          [ -z "$owner" ] || chown -- "$owner" "$1" || exit 1
          [ -z "$bits" ] || chmod -- "$bits" "$1" || exit 1
        }
        one() {
          if [ "$2" = . ]; then
            same "$1" .
            set_both .
          elif [ -L "$2" ]; then
            # A link has no mode: it came in the place of something else.
            [ -z "$bits" ] || exit 175
            chown -h -- "$owner" "$2" || exit 1
          elif [ -d "$2" ]; then
            (
              p=${PWD%/}/${2#./}
              cd -P -- "$2" && [ "$PWD" = "$p" ] || exit 175
              same "$1" .
              set_both .
            ) || exit
          elif [ -f "$2" ] && [ -r "$2" ] && [ -e /proc/self/fd ]; then
            exec 8<"$2" || exit 1
            [ ! -L "$2" ] && [ "$2" -ef /proc/self/fd/8 ] || exit 175
            same "$1" /proc/self/fd/8
            set_both /proc/self/fd/8
            exec 8<&-
          else aside "$1" "$2"
          fi
        }
        # What cannot be opened without an effect gets a second name in a directory that nobody else can change.
        aside() {
          x=$(mktemp -d ./.foobar-deploy.XXXXXX) || exit 1
          (
            cd -P -- "$x" && [ -O . ] && closed && ln -- "../${2#./}" ./x || fail "$2 cannot be changed safely"
            trap 'rm -f ./x' EXIT
            [ ! -L ./x ] || exit 175
            same "$1" ./x
            set_both ./x
          )
          r=$?
          rmdir -- "$x"
          [ "$r" = 0 ] || exit "$r"
        }
        """);

    private AttributeFunctions() {}
}

package com.foobar.deploy.state.question.files;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.question.files.FileKind.Target;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The script that looks at files. Its output is what {@link FileAnswerParser} reads. */
final class FileScript {
    // `note` uses builtins only, but for links. LC_ALL=C so that ${#t} counts bytes.
    private static final ShellText FUNCTIONS = ShellText.lit("""
        LC_ALL=C; export LC_ALL
        format='%f:%u:%g:%s:%.9X:%.9Y:%.9Z:%i:%d:%h:%U:%G:'
        hidden() {
          q=$2
          while :; do
            case $q in */*) q=${q%/*} ;; *) q=. ;; esac
            [ -n "$q" ] || q=/
            if [ -e "$q" ]; then
              if [ -d "$q" ] && [ ! -x "$q" ]; then echo "u:$1"; fi
              return
            fi
            case $q in /|.) return ;; esac
          done
        }
        long() { printf '%s:%s:%s\\n%s\\n' "$1" "$2" "${#3}" "$3"; }
        note() {
          if [ -e "$2" ]; then
            a=
            [ ! -r "$2" ] || a=r
            [ ! -w "$2" ] || a=${a}w
            [ ! -x "$2" ] || a=${a}x
            echo "e:$1:$a"
          elif [ ! -L "$2" ]; then
            hidden "$1" "$2"
          fi
          if [ -L "$2" ]; then
            t=$(readlink -n -- "$2"; echo .)
            long l "$1" "${t%.}"
            if [ -e "$2" ]; then
              t=$(readlink -f -n -- "$2"; echo .)
              long r "$1" "${t%.}"
            fi
          fi
        }
        # Builtins only, but for links that lead nowhere. In a subshell, since it changes the directory.
        place() {
          q=$2 r= n=0
          # The home of nobody stays as it is written.
          case $q in /*) ;; *) return 0 ;; esac
          while [ ! -d "$q" ]; do
            if [ -L "$q" ] && [ "$n" -lt 40 ]; then
              n=$((n + 1))
              t=$(readlink -n -- "$q"; echo .)
              case $t in /*) q=${t%.} ;; *) q=${q%/*}/${t%.} ;; esac
            else
              r=/${q##*/}$r
              q=${q%/*}
            fi
            [ -n "$q" ] || q=/
            case $q in */) q=${q%/}/. ;; esac
          done
          cd -P -- "$q" 2>/dev/null || return 0
          case $PWD in /) t=${r:-/} ;; *) t=$PWD$r ;; esac
          [ "$t" = "$2" ] || long p "$1" "$t"
        }
        stats() {
          k=$1; i=$2; shift 2; n=$#
          case $i in '') f=$format%n ;; *) f=$format ;; esac
          for p do
            if [ -e "$p" ]; then set -- "$@" "$p"
            elif [ "$k" = s ] && [ -L "$p" ]; then set -- "$@" "$p"; fi
          done
          shift "$n"
          if [ $# -eq 0 ]; then :
          elif [ "$k" = f ]; then stat -L -c "f$i:$f" -- "$@"
          else stat -c "s$i:$f" -- "$@"; fi
        }
        file() { [ -f "$2" ] && [ -r "$2" ] && { [ "$1" = f ] || [ ! -L "$2" ]; }; }
        sums() {
          k=$1; shift; n=$#
          for p do if file "$k" "$p"; then set -- "$@" "$p"; fi; done
          shift "$n"
          [ $# -eq 0 ] || sha256sum -- "$@"
        }
        sum() { if file "$1" "$3"; then h=$(sha256sum <"$3") && echo "h:$2:$h"; fi; }
        content() {
          if file "$1" "$3"; then
            echo "c:$2"
            head -c 1048577 -- "$3" | base64
            echo .
          fi
        }
        """);

    private FileScript() {}

    static ShellText of(Map<Target, Detail> targets) {
        ShellText script = FUNCTIONS;
        int index = 0;
        for (var entry : targets.entrySet()) {
            script = script.and(single(index, entry.getKey(), entry.getValue()));
            index++;
        }
        for (boolean follow : List.of(false, true)) {
            script = script.and(batch(targets, follow));
        }
        script = script.and(places(FileKind.folders(targets.keySet())));
        return script.and("echo end\n");
    }

    private static ShellText single(int index, Target target, Detail detail) {
        ShellText path = HostPath.word(target.path());
        ShellText text = ShellText.lit("note").arg(index).and(path).and("\n");
        if (HostPath.inHome(target.path())) {
            text = text.and("long t").arg(index).and(path).and("\n");
        }
        if (HostPath.printsOddly(target.path())) {
            text = text.and("stats").and(kind(target)).arg(index).and(path).and("\n");
            if (detail != Detail.ATTRIBUTES) {
                text = text.and("sum").and(kind(target)).arg(index).and(path).and("\n");
            }
        }
        if (detail == Detail.CONTENT) {
            text = text.and("content").and(kind(target)).arg(index).and(path).and("\n");
        }
        return text;
    }

    private static ShellText places(List<String> folders) {
        if (folders.isEmpty()) {
            return ShellText.EMPTY;
        }
        ShellText text = ShellText.lit("(\n");
        for (int i = 0; i < folders.size(); i++) {
            text = text.and("place").arg(i).and(HostPath.word(folders.get(i))).and("\n");
        }
        return text.and(")\n");
    }

    private static ShellText kind(Target target) {
        return ShellText.EMPTY.arg(target.follow() ? "f" : "s");
    }

    private static ShellText batch(Map<Target, Detail> targets, boolean follow) {
        var looked = new ArrayList<String>();
        var hashed = new ArrayList<String>();
        targets.forEach((target, detail) -> {
            if (target.follow() == follow && !HostPath.printsOddly(target.path())) {
                looked.add(target.path());
                if (detail != Detail.ATTRIBUTES) {
                    hashed.add(target.path());
                }
            }
        });
        ShellText kind = ShellText.EMPTY.arg(follow ? "f" : "s");
        ShellText text = ShellText.EMPTY;
        for (List<String> portion : HostPath.portions(looked)) {
            text = text.and("stats").and(kind).and(" ''").and(words(portion)).and("\n");
        }
        for (List<String> portion : HostPath.portions(hashed)) {
            text = text.and("sums").and(kind).and(words(portion)).and("\n");
        }
        return text;
    }

    static ShellText words(List<String> paths) {
        ShellText words = ShellText.EMPTY;
        for (String path : paths) {
            words = words.and(HostPath.word(path));
        }
        return words;
    }
}

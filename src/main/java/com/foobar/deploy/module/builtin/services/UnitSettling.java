package com.foobar.deploy.module.builtin.services;

import com.foobar.deploy.connection.ShellText;

/**
 * Looks whether a service that was started stays up. systemd takes one for started as soon as its process is there, unless
 * the service tells by itself when it is ready; one that ends at once would be reported as started between two attempts.
 */
final class UnitSettling {
    private UnitSettling() {}

    /** The script, and then six checks within a second or so, for services that do not tell when they are ready. */
    static ShellText proving(ShellText script, ShellText systemctl, String unit) {
        return script.and("\ni=0 n=\nwhile [ \"$i\" -lt 6 ]; do\ns=$(")
                .and(systemctl)
                .and(" show --property=Type,ActiveState,SubState,NRestarts --")
                .arg(unit)
                .and("""
                    ) || break
                    case $s in
                      *Type=simple*|*Type=exec*|*Type=idle*|*Type=forking*) ;;
                      *) break ;;
                    esac
                    r=0
                    case $s in *NRestarts=*) r=${s##*NRestarts=} r=${r%%[!0-9]*} ;; esac
                    d=
                    case $s in *ActiveState=failed*|*SubState=auto-restart*) d=1 ;; esac
                    [ "${n:=$r}" = "$r" ] || d=1
                    if [ -n "$d" ]; then
                      echo 'it does not stay up' >&2
                    """)
                .and(systemctl)
                .and(" --no-pager --full --lines=15 status --")
                .arg(unit)
                .and(" >&2\nexit 1\nfi\ni=$((i + 1))\nsleep 0.2 2>/dev/null || sleep 1\ndone");
    }
}

package com.foobar.deploy.state.facts;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads everything facts are made of in one step: mostly files of /proc and /sys, read by the shell itself where they
 * are short. Nothing but a POSIX shell and coreutils (or busybox) is needed; what else is there is used.
 */
public final class FactScript {
    private static final ShellText MIN = ShellText.lit("""
        s() { printf '\\n\\001%s\\n' "$1"; }
        f() { s "$1"; shift; for p; do [ -r "$p" ] && cat "$p" 2>/dev/null && echo; done; }
        l() { s "$1"; if [ -r "$2" ]; then v=; IFS= read -r v <"$2"; printf '%s' "$v"; fi 2>/dev/null; }
        s uname; uname -snrvm
        f os-release /etc/os-release /usr/lib/os-release
        l debian_version /etc/debian_version
        f lsb-release /etc/lsb-release
        s redhat; for p in /etc/redhat-release /etc/centos-release; do [ -r "$p" ] && IFS= read -r v <"$p" && printf '%s\\n' "$v"; done
        s fqdn; timeout 3 hostname -f 2>/dev/null || hostname -f 2>/dev/null
        l init /proc/1/comm
        s systemd; [ -d /run/systemd/system ] && echo yes
        s managers; for p in apt-get dnf5 dnf yum zypper pacman apk; do for d in /usr/bin /sbin /usr/sbin /bin; do [ -x "$d/$p" ] && { echo "$p"; break; }; done; done
        s id; id -un; id -u; id -g
        s passwd; { getent passwd "$(id -u)" || grep "^[^:]*:[^:]*:$(id -u):" /etc/passwd; } 2>/dev/null
        s environ; cat /proc/self/environ 2>/dev/null
        s date; date '+%Y|%m|%d|%H|%M|%S|%s|%Z|%z|%A|%w|%W'
        l machine_id /etc/machine-id
        l cmdline /proc/cmdline
        l fips /proc/sys/crypto/fips_enabled
        l loadavg /proc/loadavg
        l selinux /sys/fs/selinux/enforce
        s apparmor; [ -d /sys/kernel/security/apparmor ] && echo yes
        s chroot; [ -e /proc/1/root/. ] && ! [ / -ef /proc/1/root/. ] && echo yes
        f resolv /etc/resolv.conf
        s python; for p in /usr/bin/python3 /usr/local/bin/python3; do [ -x "$p" ] && { echo "$p"; "$p" -V 2>&1; break; }; done
        for p in dsa rsa ecdsa ed25519; do l "key_$p" "/etc/ssh/ssh_host_${p}_key.pub"; done
        for p in /etc/ansible/facts.d/*.fact; do if [ -r "$p" ] && ! [ -x "$p" ]; then p=${p##*/}; f "local_${p%.fact}" "/etc/ansible/facts.d/$p"; fi; done
        """);

    private static final ShellText HARDWARE = ShellText.lit("""
        f cpuinfo /proc/cpuinfo
        s nproc; nproc 2>/dev/null
        f meminfo /proc/meminfo
        l uptime /proc/uptime
        f mounts /proc/mounts
        s sizes; set --; while read -r d p t o; do case $d in /*) set -- "$@" "$(printf '%b' "$p")";; esac; done </proc/mounts; [ $# -gt 0 ] && stat -f -c '%S %b %a %c %d %n' "$@" 2>/dev/null
        s uuids; for p in /dev/disk/by-uuid/*; do [ -e "$p" ] && printf '%s %s\\n' "${p##*/}" "$(readlink -f "$p")"; done
        """);

    private static final ShellText DMI = ShellText.lit("""
        for p in bios_date bios_vendor bios_version board_name board_vendor product_name product_serial product_uuid product_version sys_vendor chassis_vendor; do l "dmi_$p" "/sys/class/dmi/id/$p"; done
        """);

    private static final ShellText NETWORK = ShellText.lit("""
        s links; for p in /sys/class/net/*; do [ -r "$p/address" ] || continue; a=; m=; o=; t=; IFS= read -r a <"$p/address"; IFS= read -r m <"$p/mtu"; IFS= read -r o <"$p/operstate"; IFS= read -r t <"$p/type"; IFS= read -r g <"$p/flags"; printf '%s|%s|%s|%s|%s|%s|' "${p##*/}" "$a" "$m" "$o" "$t" "$g"; [ -d "$p/bridge" ] && printf bridge; [ -d "$p/bonding" ] && printf bonding; echo; done 2>/dev/null
        s addresses; ip -o addr show 2>/dev/null
        s routes; ip route show default 2>/dev/null
        s routes6; ip -6 route show default 2>/dev/null
        f net_route /proc/net/route
        f fib_trie /proc/net/fib_trie
        f if_inet6 /proc/net/if_inet6
        """);

    private static final ShellText VIRTUAL = ShellText.lit("""
        l container /run/systemd/container
        s init_environ; [ -r /proc/1/environ ] && cat /proc/1/environ 2>/dev/null
        s marks; [ -e /.dockerenv ] && echo docker; [ -e /run/.containerenv ] && echo podman; [ -d /proc/vz ] && ! [ -d /proc/bc ] && echo openvz; [ -d /proc/xen ] && echo xen; [ -e /dev/kvm ] && echo kvm; [ -e /dev/vboxdrv ] && echo virtualbox
        f cgroup /proc/1/cgroup
        s hypervisor; grep -q '^flags.* hypervisor' /proc/cpuinfo 2>/dev/null && echo yes
        """);

    private FactScript() {}

    public static ShellText of(FactSubset subset) {
        ShellText script = MIN;
        if (subset.hardware()) {
            script = script.and(HARDWARE);
        }
        if (subset.hardware() || subset.virtual()) {
            script = script.and(DMI);
        }
        if (subset.network()) {
            script = script.and(NETWORK);
        }
        if (subset.virtual()) {
            script = script.and(VIRTUAL);
        }
        return script.and("s end\n");
    }

    /** Facts by their names without {@code ansible_}. */
    public static Map<String, Value> parse(FactSubset subset, StepResult result) {
        FactSections sections = FactSections.of(new String(result.out(), StandardCharsets.UTF_8));
        var facts = new LinkedHashMap<String, Value>();
        if (subset.min()) {
            facts.putAll(SystemFacts.of(sections));
            facts.putAll(DistributionFacts.of(sections));
            facts.putAll(UserFacts.of(sections));
            facts.putAll(TimeFacts.of(sections));
        }
        if (subset.hardware()) {
            facts.putAll(HardwareFacts.of(sections));
            facts.putAll(MountFacts.of(sections));
        }
        if (subset.network()) {
            facts.putAll(NetworkFacts.of(sections));
        }
        if (subset.virtual()) {
            facts.putAll(VirtualFacts.of(sections));
        }
        facts.put("gather_subset", names(subset));
        facts.put("module_setup", Value.of(true));
        return facts;
    }

    private static Value names(FactSubset subset) {
        var names = new java.util.ArrayList<String>();
        if (subset.min()) {
            names.add("min");
        }
        if (subset.hardware()) {
            names.add("hardware");
        }
        if (subset.network()) {
            names.add("network");
        }
        if (subset.virtual()) {
            names.add("virtual");
        }
        return com.foobar.deploy.value.ListValue.ofStrings(names.size() == 4 ? java.util.List.of("all") : names);
    }
}

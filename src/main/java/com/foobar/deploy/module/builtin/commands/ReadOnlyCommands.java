package com.foobar.deploy.module.builtin.commands;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Recognises commands that change nothing, so that a task that says {@code changed_when: false} may be read ahead and
 * run in plans too. An allow-list: a program, a subcommand or an option that is not known counts as changing something.
 */
final class ReadOnlyCommands {
    /** Programs that only print, whatever their arguments. */
    private static final Set<String> ALWAYS =
            Set.of(("true false echo printf test [ cat wc cut tr tac nl fold rev column comm cmp diff expr seq jq "
                            + "grep egrep fgrep zgrep zcat ls stat readlink realpath basename dirname namei "
                            + "du df md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum base64 od "
                            + "id whoami groups logname who w users last getent uname arch nproc uptime lsb_release "
                            + "lscpu lsblk lspci lsmod lsusb mountpoint getconf locale which pgrep pidof ps "
                            + "printenv dpkg-query systemd-detect-virt systemd-escape dig host nslookup "
                            + "named-checkconf unbound-checkconf getfacl getcap lsattr getfattr getenforce sestatus "
                            + "aa-status getsebool atq lvs vgs pvs")
                    .split(" "));

    private static final Set<String> DIRECTORIES =
            Set.of("/bin", "/usr/bin", "/sbin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin");

    /** Programs whose arguments decide. */
    private static final Map<String, Predicate<List<String>>> JUDGED = Map.ofEntries(
            Map.entry("head", _ -> true),
            Map.entry("tail", a -> lacks(a, "fF", "--follow", "--retry")),
            Map.entry("sort", a -> lacks(a, "oT", "--output", "--compress-program", "--temporary-directory")),
            Map.entry("free", a -> lacks(a, "sc", "--seconds", "--count")),
            Map.entry("findmnt", a -> lacks(a, "p", "--poll")),
            Map.entry("netstat", a -> lacks(a, "c", "--continuous")),
            Map.entry(
                    "uniq",
                    a -> a.stream().filter(word -> !word.startsWith("-")).count() <= 1),
            Map.entry("file", a -> lacks(a, "C", "--compile")),
            Map.entry("find", ReadOnlyPrograms::find),
            Map.entry(
                    "hostname",
                    a -> a.stream()
                            .allMatch(word -> word.matches(
                                    "-[fsdiIA]+|--(fqdn|short|domain|" + "ip-address|all-ip-addresses|long)"))),
            Map.entry("date", ReadOnlyPrograms::date),
            Map.entry("command", a -> a.size() == 2 && a.getFirst().matches("-[vV]")),
            Map.entry("type", _ -> true),
            Map.entry("env", List::isEmpty),
            Map.entry("mount", List::isEmpty),
            Map.entry("swapon", a -> !a.isEmpty() && a.getFirst().matches("-s|--summary|--show(=.*)?")),
            Map.entry("dmesg", a -> a.isEmpty() || a.equals(List.of("-T"))),
            Map.entry("kill", a -> a.size() == 2 && a.getFirst().equals("-0")),
            Map.entry("ss", a -> lacks(a, "KD", "--kill", "--diag")),
            Map.entry("ip", ReadOnlyPrograms::ip),
            Map.entry("ping", a -> a.stream().anyMatch(word -> word.matches("-c\\d*"))),
            Map.entry("sysctl", a -> a.stream().allMatch(word -> word.matches("-[naeN]+|[a-z][\\w./-]*"))),
            Map.entry("systemctl", ReadOnlyPrograms::systemctl),
            Map.entry(
                    "systemd-analyze", a -> startsWith(a, "verify", "security", "calendar", "timespan", "cat-config")),
            Map.entry("journalctl", ReadOnlyPrograms::journalctl),
            Map.entry("loginctl", a -> matchesFirst(a, "(list|show|user-status|session-status).*")),
            Map.entry("timedatectl", a -> a.isEmpty() || matchesFirst(a, "status|show|list-timezones")),
            Map.entry("hostnamectl", a -> a.isEmpty() || a.equals(List.of("status"))),
            Map.entry("localectl", a -> a.isEmpty() || matchesFirst(a, "status|list-.*")),
            Map.entry("nginx", ReadOnlyPrograms::nginx),
            Map.entry("haproxy", ReadOnlyPrograms::haproxy),
            Map.entry("sshd", a -> matchesFirst(a, "-[tTGV]")),
            Map.entry("apachectl", a -> matchesOnly(a, "configtest|-[tSvVM]")),
            Map.entry("apache2ctl", a -> matchesOnly(a, "configtest|-[tSvVM]")),
            Map.entry("visudo", ReadOnlyPrograms::visudo),
            Map.entry("postconf", a -> a.stream().allMatch(word -> word.matches("-[ndhxmH]+|[a-z]\\w*"))),
            Map.entry("keepalived", a -> matchesFirst(a, "-t|--config-test(=.*)?")),
            Map.entry("promtool", a -> startsWith(a, "check")),
            Map.entry("dpkg", ReadOnlyPrograms::dpkg),
            Map.entry("dpkg-deb", a -> matchesFirst(a, "-[IfcW]|--(info|field|contents|show)")),
            Map.entry("apt-cache", ReadOnlyPrograms::aptCache),
            Map.entry("apt", a -> startsWith(a, "list", "show", "policy", "search") && lacks(a, "oc", "--option")),
            Map.entry("apt-mark", a -> matchesFirst(a, "show(hold|auto|manual|install|remove|purge)")),
            Map.entry("apt-config", a -> startsWith(a, "dump")),
            Map.entry("apt-get", ReadOnlyPrograms::aptGet),
            Map.entry("debconf-show", _ -> true),
            Map.entry("update-alternatives", a -> matchesFirst(a, "--(display|query|list|get-selections)")),
            Map.entry("snap", a -> startsWith(a, "list")),
            Map.entry("pip", a -> startsWith(a, "list", "show", "freeze")),
            Map.entry("pip3", a -> startsWith(a, "list", "show", "freeze")),
            Map.entry("mysql", ReadOnlySql::mysql),
            Map.entry("mariadb", ReadOnlySql::mysql),
            Map.entry("mysqladmin", ReadOnlySql::admin),
            Map.entry("mariadb-admin", ReadOnlySql::admin),
            Map.entry("psql", ReadOnlySql::postgresql),
            Map.entry("redis-cli", ReadOnlyPrograms::redis),
            Map.entry("curl", ReadOnlyPrograms::curl),
            Map.entry("git", ReadOnlyPrograms::git),
            Map.entry("docker", ReadOnlyPrograms::container),
            Map.entry("podman", ReadOnlyPrograms::container),
            Map.entry("ufw", a -> matchesOnly(a, "status") || a.size() == 2 && matchesFirst(a, "status")),
            Map.entry("iptables", ReadOnlyPrograms::iptables),
            Map.entry("ip6tables", ReadOnlyPrograms::iptables),
            Map.entry("nft", ReadOnlyPrograms::nft),
            Map.entry("firewall-cmd", ReadOnlyPrograms::firewall),
            Map.entry("crontab", a -> a.equals(List.of("-l")) || a.size() == 3 && a.contains("-l") && a.contains("-u")),
            Map.entry("openssl", ReadOnlyPrograms::openssl),
            Map.entry("ldconfig", a -> a.equals(List.of("-p"))),
            Map.entry("chronyc", a -> matchesOnly(a, "tracking|sources|sourcestats|activity")),
            Map.entry("php", a -> matchesOnly(a, "-[vmi]")),
            Map.entry("java", a -> matchesOnly(a, "-version")),
            Map.entry(
                    "timeout", a -> a.size() > 1 && a.getFirst().matches("\\d+s?") && program(a.subList(1, a.size()))),
            Map.entry("sh", a -> a.size() == 2 && a.getFirst().equals("-c") && shell(a.get(1))),
            Map.entry("bash", a -> a.size() == 2 && a.getFirst().equals("-c") && shell(a.get(1))));

    private ReadOnlyCommands() {}

    /** True if this program with these arguments is known to change nothing. */
    static boolean program(List<String> words) {
        if (words.isEmpty()) {
            return false;
        }
        Optional<String> name = name(words.getFirst());
        if (name.isEmpty()) {
            return false;
        }
        List<String> arguments = words.subList(1, words.size());
        if (arguments.equals(List.of("--version"))) {
            return true;
        }
        Predicate<List<String>> judge = JUDGED.get(name.get());
        return judge == null ? ALWAYS.contains(name.get()) : judge.test(arguments);
    }

    /** True if the shell code is simple commands, pipes between them allowed, each of which changes nothing. */
    static boolean shell(String code) {
        return ReadOnlyShell.commands(code)
                .map(commands ->
                        commands.stream().map(ReadOnlyCommands::withoutLocale).allMatch(ReadOnlyCommands::program))
                .orElse(false);
    }

    /** Only the locale may be set in front of a command: other variables can make programs run other programs. */
    private static List<String> withoutLocale(List<String> words) {
        return words.getFirst().matches("(LANG|LC_ALL|LC_MESSAGES)=[\\w.-]*") ? words.subList(1, words.size()) : words;
    }

    private static Optional<String> name(String program) {
        int slash = program.lastIndexOf('/');
        if (slash < 0) {
            return Optional.of(program);
        }
        return DIRECTORIES.contains(program.substring(0, slash))
                ? Optional.of(program.substring(slash + 1))
                : Optional.empty();
    }

    /**
     * True if none of these options is among the arguments; long ones may be shortened, as GNU programs allow, and
     * short ones may stand in a cluster.
     */
    static boolean lacks(List<String> arguments, String letters, String... longOptions) {
        for (String argument : arguments) {
            if (argument.startsWith("--")) {
                String name = argument.replaceFirst("=.*", "");
                for (String option : longOptions) {
                    if (name.length() > 2 && option.startsWith(name)) {
                        return false;
                    }
                }
            } else if (argument.startsWith("-") && argument.chars().anyMatch(c -> letters.indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    static boolean startsWith(List<String> arguments, String... subcommands) {
        return !arguments.isEmpty() && Set.of(subcommands).contains(arguments.getFirst());
    }

    static boolean matchesFirst(List<String> arguments, String pattern) {
        return !arguments.isEmpty() && arguments.getFirst().matches(pattern);
    }

    static boolean matchesOnly(List<String> arguments, String pattern) {
        return arguments.size() == 1 && matchesFirst(arguments, pattern);
    }
}

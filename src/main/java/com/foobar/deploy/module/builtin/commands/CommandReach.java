package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.module.CommandWords;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far a user's command reaches, where its program is known: a plan doubts only what a program of that kind changes.
 * Of any other command a plan knows nothing, and doubts everything after it. An apply always reads again.
 */
final class CommandReach {
    private static final Touched SYSTEM = new Touched(Set.of(Topic.SYSTEM), Set.of("/proc", "/sys"));
    private static final Touched SERVICES = new Touched(Set.of(Topic.SERVICE), Set.of("/run", "/etc/systemd"));
    private static final Touched ACCOUNTS = new Touched(
            Set.of(Topic.ACCOUNT), Set.of("/home", "/etc/passwd", "/etc/group", "/etc/shadow", "/var/mail"));

    private static final Map<String, Touched> PROGRAMS = Map.ofEntries(
            Map.entry("sysctl", SYSTEM),
            Map.entry("modprobe", SYSTEM),
            Map.entry("udevadm", Touched.paths("/dev", "/run/udev", "/sys")),
            Map.entry("hostnamectl", new Touched(Set.of(Topic.SYSTEM), Set.of("/etc/hostname", "/etc/machine-info"))),
            Map.entry("timedatectl", new Touched(Set.of(Topic.SYSTEM), Set.of("/etc/localtime", "/etc/timezone"))),
            Map.entry("systemctl", SERVICES),
            Map.entry("service", SERVICES),
            Map.entry("nginx", SERVICES),
            Map.entry("apachectl", SERVICES),
            Map.entry("apache2ctl", SERVICES),
            Map.entry("useradd", ACCOUNTS),
            Map.entry("usermod", ACCOUNTS),
            Map.entry("groupadd", ACCOUNTS),
            Map.entry("gpasswd", ACCOUNTS),
            Map.entry("chpasswd", ACCOUNTS),
            Map.entry("ldconfig", Touched.paths("/etc/ld.so.cache", "/var/cache/ldconfig")),
            Map.entry("locale-gen", Touched.paths("/usr/lib/locale", "/etc/locale.gen")),
            Map.entry("update-locale", Touched.paths("/etc/default/locale", "/etc/locale.conf")),
            Map.entry("update-ca-certificates", Touched.paths("/etc/ssl", "/etc/ca-certificates")),
            Map.entry("update-grub", Touched.paths("/boot")),
            Map.entry("update-initramfs", Touched.paths("/boot", "/var/lib/initramfs-tools")),
            Map.entry("newaliases", Touched.paths("/etc/aliases.db", "/etc/mail")),
            Map.entry("a2enmod", Touched.paths("/etc/apache2", "/var/lib/apache2")),
            Map.entry("a2dismod", Touched.paths("/etc/apache2", "/var/lib/apache2")),
            Map.entry("a2ensite", Touched.paths("/etc/apache2", "/var/lib/apache2")),
            Map.entry("a2dissite", Touched.paths("/etc/apache2", "/var/lib/apache2")),
            // Programs of the shipped roles.
            Map.entry("foobar-authority", Touched.paths("/etc/foobar-authority")),
            Map.entry("foobar-tls", Touched.paths("/etc/haproxy/tls", "/var/lib/foobar-tls")));

    /** These change what their arguments name, and nothing else. */
    private static final Set<String> BY_ARGUMENTS =
            Set.of("touch", "mkdir", "rmdir", "rm", "mv", "cp", "ln", "chmod", "chown", "chgrp", "install", "truncate");

    /** The first argument of these is a mode or an account. */
    private static final Set<String> AFTER_FIRST = Set.of("chmod", "chown", "chgrp");

    private CommandReach() {}

    /** @param command the words of a command, or the text that a shell gets */
    static Optional<Touched> of(Value command) {
        List<String> words = words(command);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String program = words.getFirst().replaceFirst("^(/usr)?(/local)?/s?bin/", "");
        return BY_ARGUMENTS.contains(program)
                ? named(program, words.subList(1, words.size()))
                : Optional.ofNullable(PROGRAMS.get(program));
    }

    private static List<String> words(Value command) {
        return switch (command) {
            case ListValue list -> list.items().stream().map(String::valueOf).toList();
            // One plain command; what else a shell may do with a text is not looked at.
            case TextValue text when text.text().matches("[\\w ./:=@%+,-]+") -> CommandWords.split(text.text());
            default -> List.of();
        };
    }

    /** Paths among the arguments; nothing is known where one is relative or is filled in by the host. */
    private static Optional<Touched> named(String program, List<String> arguments) {
        List<String> others =
                arguments.stream().filter(argument -> !argument.startsWith("-")).toList();
        List<String> paths =
                AFTER_FIRST.contains(program) && !others.isEmpty() ? others.subList(1, others.size()) : others;
        boolean known = !paths.isEmpty() && paths.stream().allMatch(path -> path.matches("/[^$*?\\[~]*"));
        return known ? Optional.of(Touched.paths(paths.toArray(String[]::new))) : Optional.empty();
    }
}

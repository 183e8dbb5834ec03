package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.MapValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Some modules with some of their arguments. */
final class SampleModules implements ModuleNames {
    private static final Map<String, List<String>> ARGUMENTS = Map.ofEntries(
            Map.entry("apt", List.of("name", "state", "update_cache")),
            Map.entry("assert", List.of("that", "fail_msg")),
            Map.entry("command", List.of("cmd", "argv", "creates", "removes", "chdir")),
            Map.entry("copy", List.of("src", "dest", "content", "mode", "owner", "group")),
            Map.entry("debug", List.of("msg", "var")),
            Map.entry("file", List.of("path", "state", "mode", "owner", "src")),
            Map.entry("meta", List.of("free_form")),
            Map.entry("service", List.of("name", "state", "enabled")),
            Map.entry("shell", List.of("cmd", "creates", "removes", "chdir", "executable")),
            Map.entry("user", List.of("name", "group", "shell")),
            Map.entry("template", List.of("src", "dest", "mode", "validate")));

    private static final Map<String, String> FREE_FORM = Map.of("command", "cmd", "shell", "cmd", "meta", "free_form");

    @Override
    public boolean known(String name) {
        return ARGUMENTS.containsKey(shortName(name)) || name.equals("dnf") || name.startsWith("community.");
    }

    @Override
    public Set<String> names() {
        return ARGUMENTS.keySet();
    }

    @Override
    public Optional<String> freeForm(String module) {
        return Optional.ofNullable(FREE_FORM.get(shortName(module)));
    }

    @Override
    public void checkArguments(String module, MapValue arguments, Place place) {
        List<String> known = ARGUMENTS.get(shortName(module));
        if (known == null) {
            return;
        }
        for (String name : arguments.strings().keySet()) {
            if (!known.contains(name)) {
                throw Diagnostic.of(
                                ErrorCode.UNKNOWN_ARGUMENT, "module `" + module + "` has no argument `" + name + "`")
                        .at(place)
                        .suggest(name, known)
                        .toException();
            }
        }
    }

    private static String shortName(String name) {
        return name.startsWith("ansible.builtin.") ? name.substring("ansible.builtin.".length()) : name;
    }
}

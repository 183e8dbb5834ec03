package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.SecretNames;
import com.foobar.deploy.value.Shlex;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code [group]}, {@code [group:children]} and {@code [group:vars]} sections of hosts, groups and variables. */
final class IniInventory {
    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]\\s]+)(?::([^\\]\\s]*))?]\\s*(?:[#;].*)?");
    private static final Pattern GROUP = Pattern.compile("([^:\\]\\s]+)\\s*(?:#.*)?");
    private static final List<String> KINDS = List.of("hosts", "children", "vars");

    private final GroupTree tree;
    private final String file;
    private final boolean secret;
    private final Set<String> defined = new TreeSet<>();
    private Group group;
    private String kind = "hosts";

    /** @param secret true where the file was encrypted: its values are then secrets */
    IniInventory(GroupTree tree, String file, boolean secret) {
        this.tree = tree;
        this.file = file;
        this.secret = secret;
        this.group = tree.group(GroupTree.UNGROUPED);
    }

    void read(String text) {
        List<String> lines = text.lines().toList();
        define(lines);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripTrailing();
            String bare = line.strip();
            if (!bare.isEmpty() && bare.charAt(0) != '#' && bare.charAt(0) != ';') {
                line(line, new Place(file, i + 1, line.indexOf(bare) + 1));
            }
        }
    }

    /** A section may name a group that is defined further down. */
    private void define(List<String> lines) {
        tree.groups().forEach(known -> defined.add(known.name()));
        for (String line : lines) {
            Matcher section = SECTION.matcher(line.strip());
            if (section.matches() && !"vars".equals(section.group(2))) {
                defined.add(section.group(1));
            }
        }
    }

    private void line(String line, Place place) {
        String bare = line.strip();
        Matcher section = SECTION.matcher(bare);
        if (section.matches()) {
            section(section.group(1), section.group(2) == null ? "hosts" : section.group(2), place);
        } else if (bare.startsWith("[") && bare.endsWith("]") && !bare.contains("::")) {
            throw syntax("`" + bare + "` is no section: a group's name has no spaces", place)
                    .toException();
        } else {
            switch (kind) {
                case "children" -> child(bare, place);
                case "vars" -> variable(bare, place);
                default -> host(line, place);
            }
        }
    }

    private void section(String name, String sectionKind, Place place) {
        if (!KINDS.contains(sectionKind)) {
            throw syntax("the section `[" + name + ":" + sectionKind + "]` is of no known kind", place)
                    .suggest(sectionKind, KINDS)
                    .advise("a section is `[group]`, `[group:children]` or `[group:vars]`")
                    .toException();
        }
        kind = sectionKind;
        group = definedGroup(name, place);
    }

    private Group definedGroup(String name, Place place) {
        if (!defined.contains(name)) {
            throw syntax("there is no group `" + name + "`", place)
                    .suggest(name, defined)
                    .advise("a group is made by a section `[" + name + "]` or `[" + name + ":children]`")
                    .toException();
        }
        return tree.group(GroupName.check(name, place));
    }

    private void child(String line, Place place) {
        Matcher name = GROUP.matcher(line);
        if (!name.matches()) {
            throw syntax("`" + line + "` is not the name of a group", place).toException();
        }
        tree.link(group, definedGroup(name.group(1), place), place);
    }

    private void variable(String line, Place place) {
        int equals = line.indexOf('=');
        if (equals <= 0) {
            throw syntax("a variable is written `name=value`, not `" + line + "`", place)
                    .toException();
        }
        Value value = value(line.substring(equals + 1).strip(), place);
        String name = line.substring(0, equals).strip();
        group.set(name, new Variable(SecretNames.mark(name, value), Precedence.INVENTORY_GROUP_VARS, place));
    }

    private void host(String line, Place place) {
        List<Shlex.Word> words = words(line, place);
        HostEntry host = HostEntry.parse(words.getFirst().text(), place);
        tree.addHosts(host, group, place);
        for (Shlex.Word word : words.subList(1, words.size())) {
            hostVariable(host, word.text(), new Place(file, place.line(), word.column()));
        }
    }

    private static List<Shlex.Word> words(String line, Place place) {
        try {
            return Shlex.split(line, true);
        } catch (Shlex.IncompleteException e) {
            String problem = switch (e.missing()) {
                case CLOSING_QUOTE -> "the quote is not closed";
                case CHARACTER_AFTER_BACKSLASH -> "the line ends with a backslash";
            };
            throw syntax(problem, new Place(place.file(), place.line(), e.column()))
                    .toException();
        }
    }

    private void hostVariable(HostEntry host, String word, Place place) {
        int equals = word.indexOf('=');
        if (equals <= 0) {
            throw notAVariable(word, place);
        }
        Value value = value(word.substring(equals + 1), place);
        String variable = word.substring(0, equals);
        var marked = new Variable(SecretNames.mark(variable, value), Precedence.INVENTORY_HOST_VARS, place);
        host.names().forEach(name -> tree.set(name, variable, marked));
    }

    private static DeployException notAVariable(String word, Place place) {
        return syntax("after a host stand variables as `name=value`, not `" + word + "`", place)
                .advise("write no spaces around `=`, and put a value with spaces in quotes")
                .toException();
    }

    private Value value(String text, Place place) {
        Value value = PythonLiteral.parse(text, place);
        return secret ? value.asSecret() : value;
    }

    private static Diagnostic syntax(String message, Place place) {
        return Diagnostic.of(ErrorCode.INVENTORY_SYNTAX, message).at(place);
    }
}

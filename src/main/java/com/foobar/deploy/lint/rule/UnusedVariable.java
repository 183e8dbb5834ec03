package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.lint.SourceFile;
import com.foobar.deploy.lint.SourceFile.Kind;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Variables that no file of the project mentions again. */
final class UnusedVariable implements Rule {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    @Override
    public String id() {
        return "unused-variable";
    }

    @Override
    public String about() {
        return "A variable is given a value and never used: it is a leftover, or its name is mistyped.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        Set<String> used = new HashSet<>();
        project.files().forEach(file -> mentioned(file, used));
        Stream<YamlNode> files = project.ofKind(Kind.VARIABLES).flatMap(file -> file.root().stream());
        Stream<YamlNode> plays = project.ofKind(Kind.PLAYBOOK)
                .flatMap(file -> file.root().stream())
                .flatMap(UnusedVariable::varsOfPlays);
        return Stream.concat(files, plays)
                .filter(YamlNode.Mapping.class::isInstance)
                .flatMap(root -> ((YamlNode.Mapping) root).entries().stream())
                .filter(entry -> !entry.name().startsWith("ansible_") && !used.contains(entry.name()))
                .map(entry -> Finding.of(id(), entry.key().place(), "nothing uses `" + entry.name() + "`"));
    }

    private static Stream<YamlNode> varsOfPlays(YamlNode root) {
        List<YamlNode> plays = root instanceof YamlNode.Sequence list ? list.items() : List.of();
        return plays.stream()
                .filter(YamlNode.Mapping.class::isInstance)
                .flatMap(play -> ((YamlNode.Mapping) play).entries().stream())
                .filter(entry -> entry.name().equals("vars"))
                .map(YamlNode.Entry::value);
    }

    /** Every word but the keys of YAML files, where values are given, and comments. */
    private static void mentioned(SourceFile file, Set<String> used) {
        boolean yaml = file.root().isPresent();
        for (String line : file.lines()) {
            if (yaml && line.stripLeading().startsWith("#")) {
                continue;
            }
            Matcher words = WORD.matcher(line);
            while (words.find()) {
                if (!yaml || !isKey(line, words)) {
                    used.add(words.group());
                }
            }
        }
    }

    private static boolean isKey(String line, Matcher word) {
        boolean colon = line.startsWith(":", word.end());
        String before = line.substring(0, word.start());
        return colon && before.matches("\\s*(?:- )*|.*[{,]\\s*");
    }
}

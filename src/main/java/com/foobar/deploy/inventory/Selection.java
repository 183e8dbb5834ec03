package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/** Evaluates patterns over the tree. */
final class Selection {
    static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "::1");

    private static final Place COMMAND_LINE = Place.of("<pattern>");

    private final GroupTree tree;

    Selection(GroupTree tree) {
        this.tree = tree;
    }

    SequencedSet<String> select(String pattern) {
        return select(HostPattern.parse(pattern, COMMAND_LINE));
    }

    /** Terms that match nothing. {@code all} and {@code ungrouped} are always known. */
    List<PatternTerm> unknown(String pattern) {
        return HostPattern.parse(pattern, COMMAND_LINE).terms().stream()
                .filter(term -> !isKnown(term))
                .toList();
    }

    SequencedSet<String> selectKnown(String pattern) {
        var unknown = unknown(pattern);
        if (!unknown.isEmpty()) {
            throw unknownName(unknown.getFirst());
        }
        SequencedSet<String> hosts = select(pattern);
        if (hosts.isEmpty()) {
            throw Diagnostic.of(ErrorCode.NO_HOSTS_MATCH, "the pattern `" + pattern + "` selects no host")
                    .advise("see the hosts and groups with `foobar-deploy inventory graph`")
                    .toException();
        }
        return hosts;
    }

    private SequencedSet<String> select(HostPattern pattern) {
        var hosts = new LinkedHashSet<String>();
        List<PatternTerm> included = pattern.terms(PatternTerm.Kind.INCLUDE);
        if (included.isEmpty() && !pattern.terms().isEmpty()) {
            hosts.addAll(tree.hosts());
        }
        included.forEach(term -> hosts.addAll(matches(term)));
        pattern.terms(PatternTerm.Kind.INTERSECT).forEach(term -> hosts.retainAll(Set.copyOf(matches(term))));
        pattern.terms(PatternTerm.Kind.EXCLUDE).forEach(term -> matches(term).forEach(hosts::remove));
        return hosts;
    }

    private List<String> matches(PatternTerm term) {
        List<String> hosts = List.copyOf(unsliced(term));
        return term.slice().map(slice -> slice.of(hosts)).orElse(hosts);
    }

    private SequencedSet<String> unsliced(PatternTerm term) {
        if (term.form() == PatternTerm.Form.ALL) {
            return tree.hosts();
        }
        var hosts = new LinkedHashSet<String>();
        if (term.form() == PatternTerm.Form.NAME) {
            named(term.text(), hosts);
            return hosts;
        }
        tree.groups().stream()
                .filter(group -> term.names().test(group.name()))
                .forEach(group -> hosts.addAll(tree.hostsOf(group)));
        tree.hosts().stream().filter(term.names()).forEach(hosts::add);
        return hosts;
    }

    private void named(String name, SequencedSet<String> hosts) {
        if (tree.hasHost(name)) {
            hosts.add(name);
            return;
        }
        tree.find(name).ifPresent(group -> hosts.addAll(tree.hostsOf(group)));
        if (hosts.isEmpty() && tree.find(name).isEmpty() && LOCAL_NAMES.contains(name)) {
            hosts.add(name);
        }
    }

    private boolean isKnown(PatternTerm term) {
        return switch (term.form()) {
            case ALL -> true;
            case NAME ->
                tree.hasHost(term.text()) || tree.find(term.text()).isPresent() || LOCAL_NAMES.contains(term.text());
            case GLOB, REGEX ->
                tree.hosts().stream().anyMatch(term.names())
                        || tree.groups().stream().map(Group::name).anyMatch(term.names());
        };
    }

    private DeployException unknownName(PatternTerm term) {
        var names = new ArrayList<String>(tree.hosts());
        tree.groups().forEach(group -> names.add(group.name()));
        return Diagnostic.of(ErrorCode.HOST_PATTERN, "no host and no group is called `" + term.text() + "`")
                .at(term.place())
                .suggest(term.text(), names)
                .advise("see the hosts and groups with `foobar-deploy inventory graph`")
                .toException();
    }
}

package com.foobar.deploy.engine.host;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.files.ChecksumQuestion;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.TreeQuestion;
import com.foobar.deploy.state.question.services.ServiceQuestion;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The links that a plan would make, and the names that files have by them and by those of the host. */
final class PlannedLinks {
    static final int MOST_LINKS = 40;

    private final Map<String, String> targets = new ConcurrentHashMap<>();
    private final Places places;

    PlannedLinks(Places places) {
        this.places = places;
    }

    /** Takes it that this is what will be at the path. */
    void note(String path, FileState state) {
        Optional<String> target = state.isLink() ? state.linkTarget() : Optional.empty();
        for (String name : new String[] {path, places.place(path)}) {
            if (target.isPresent()) {
                targets.put(name, target.get());
            } else {
                targets.remove(name);
            }
        }
    }

    /** The question that is to be asked on the host in its place: one that no planned link is part of. */
    <A> Question<A> led(Question<A> question) {
        return targets.isEmpty() ? question : with(question, false);
    }

    /** The question by the one name that a file has by all links, planned or there. */
    <A> Question<A> canonical(Question<A> question) {
        return with(question, true);
    }

    @SuppressWarnings("unchecked") // a question of the same class has the same kind of answer
    private <A> Question<A> with(Question<A> question, boolean there) {
        Question<?> other = switch (question) {
            case FileQuestion file -> {
                String path = resolve(file.path(), file.follow(), there);
                yield path.equals(file.path()) ? file : new FileQuestion(path, file.follow(), file.detail());
            }
            case TreeQuestion tree -> {
                String path = resolve(tree.folder(), true, there);
                yield path.equals(tree.folder()) ? tree : new TreeQuestion(path, tree.depth(), tree.follow());
            }
            case ChecksumQuestion sum -> {
                String path = resolve(sum.path(), sum.follow(), there);
                yield path.equals(sum.path()) ? sum : new ChecksumQuestion(path, sum.follow(), sum.algorithm());
            }
            case ServiceQuestion unit when there -> new ServiceQuestion(places.unit(unit.unit()), unit.user());
            default -> question;
        };
        return (Question<A>) other;
    }

    /**
     * @param last whether a link at the path itself is followed
     * @param there whether the links of the host are followed too
     */
    String resolve(String path, boolean last, boolean there) {
        String now = path;
        for (int i = 0; i < MOST_LINKS; i++) {
            String next = step(now, last);
            if (next.equals(now) && there) {
                next = last ? places.leadsTo(now) : places.place(now);
                // What is left of `..` then goes up from a directory that is not there yet.
                next = next.startsWith("/") && next.contains("/../") ? normal(next) : next;
            }
            if (next.equals(now)) {
                return now;
            }
            now = next;
        }
        return now;
    }

    /** One planned link, the first on the way, replaced by what it leads to. */
    private String step(String path, boolean last) {
        for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
            String target = targetOf(path.substring(0, end));
            if (target != null) {
                return joined(path.substring(0, end), target) + path.substring(end);
            }
        }
        String target = last ? targetOf(path) : null;
        return target == null ? path : joined(path, target);
    }

    private @org.jspecify.annotations.Nullable String targetOf(String path) {
        String target = targets.get(path);
        return target == null ? targets.get(places.place(path)) : target;
    }

    static String joined(String link, String target) {
        return normal(target.startsWith("/") ? target : link.substring(0, link.lastIndexOf('/') + 1) + target);
    }

    /** Without {@code .}, {@code ..} and empty names. */
    private static String normal(String path) {
        var names = new ArrayDeque<String>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }
}

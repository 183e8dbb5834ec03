package com.foobar.deploy.engine.host;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.services.ServiceQuestion;
import com.foobar.deploy.state.question.services.ServiceState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the host has said of the names of its files and units, since one of either may have several. Thread-safe. */
final class Places {
    /**
     * @param place the path with links in its directory resolved
     * @param leadsTo where a link leads, or what a path in somebody's home stands for
     */
    private record Known(String place, Optional<String> leadsTo, FileState state) {}

    private final Map<String, Known> files = new ConcurrentHashMap<>();
    private final Map<String, String> units = new ConcurrentHashMap<>();

    void learn(Map<? extends Question<?>, ?> answers) {
        answers.forEach((question, answer) -> {
            if (question instanceof FileQuestion file && answer instanceof FileState state) {
                String place = state.place().orElse(file.path());
                Optional<String> leadsTo =
                        state.realPath().or(() -> state.linkTarget().map(target -> PlannedLinks.joined(place, target)));
                files.put(file.path(), new Known(place, leadsTo, state.withContentLeftOut()));
            } else if (question instanceof ServiceQuestion service && answer instanceof ServiceState state) {
                String id = state.property("Id");
                units.put(service.unit(), id.isEmpty() ? service.unit() : id);
            }
        });
    }

    /** The unit's own name: {@code sshd.service} is {@code ssh.service} on Debian. */
    String unit(String name) {
        return units.getOrDefault(name, name);
    }

    /** The path with the links in its directory resolved, as far as the host has said. */
    String place(String path) {
        Known known = files.get(path);
        if (known != null) {
            return known.place();
        }
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            Known above = files.get(path.substring(0, slash));
            if (above != null) {
                return above.leadsTo().orElse(above.place()) + path.substring(slash);
            }
        }
        return path;
    }

    /** What a path leads to by links that the host has told, those at its end included. */
    String leadsTo(String path) {
        Known known = files.get(path);
        return known == null ? place(path) : known.leadsTo().orElse(known.place());
    }

    /** Every name by which the file at a path may be meant: its place, and where it leads. */
    Set<String> names(String path) {
        var names = new LinkedHashSet<String>();
        names.add(path);
        names.add(place(path));
        Known known = files.get(path);
        if (known != null) {
            known.leadsTo().ifPresent(names::add);
        }
        return names;
    }

    boolean knows(String path) {
        return files.containsKey(path);
    }

    @Nullable
    FileState state(String path) {
        Known known = files.get(path);
        return known == null ? null : known.state();
    }

    /** What becomes stale by a change, which is then forgotten here. */
    StaleAnswers after(Touched touched) {
        var paths = new LinkedHashSet<String>();
        var states = new ArrayList<FileState>();
        boolean known = true;
        boolean link = false;
        for (String path : touched.paths()) {
            boolean entry = path.endsWith("/.");
            String name = entry ? path.substring(0, path.length() - 2) : path;
            known &= knows(name);
            FileState state = state(name);
            if (state != null) {
                states.add(state);
                link |= state.linkTarget().isPresent() && !entry;
            }
            paths.addAll(
                    names(name).stream().map(one -> entry ? one + "/." : one).toList());
        }
        var stale = new StaleAnswers(StaleAnswers.widened(touched, paths), List.copyOf(states), known, link, this);
        if (link) {
            files.clear();
        }
        return stale;
    }
}

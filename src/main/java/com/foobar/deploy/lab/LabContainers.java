package com.foobar.deploy.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The containers of labs, found by their labels. */
final class LabContainers {
    static final String LABEL_LAB = "foobar-deploy.lab";
    static final String LABEL_HOST = "foobar-deploy.host";
    static final String LABEL_SHAPE = "foobar-deploy.shape";
    static final String LABEL_HOME = "foobar-deploy.home";
    /** By `inspect`, since Podman's `ps` has no labels one by one. */
    private static final String FORMAT = "{{.Id}}\t{{.State.Status}}\t{{.Config.Image}}\t" + label(LABEL_HOST) + "\t"
            + label(LABEL_SHAPE) + "\t" + label(LABEL_HOME);

    /** A container that is there, running or not. */
    record Container(String id, String state, String image, String host, String shape, String home) {
        boolean running() {
            return state.equals("running");
        }
    }

    private final ContainerEngine engine;

    LabContainers(ContainerEngine engine) {
        this.engine = engine;
    }

    private static String label(String name) {
        return "{{index .Config.Labels \"" + name + "\"}}";
    }

    /** By host name. */
    Map<String, Container> of(String lab) {
        String filter = "label=" + LABEL_LAB + "=" + lab;
        List<String> listing = List.of("ps", "--all", "--quiet", "--no-trunc", "--filter", filter);
        String ids = engine.text(listing);
        var command = new ArrayList<>(List.of("inspect", "--type", "container", "--format", FORMAT));
        command.addAll(ids.lines().toList());
        var found = new LinkedHashMap<String, Container>();
        if (ids.isEmpty()) {
            return found;
        }
        // A container may have gone since it was listed, which fails it; what fails it for all is said.
        var told = engine.run(command, Optional.empty());
        if (told.rc() != 0 && told.out().isBlank() && !engine.text(listing).isEmpty()) {
            throw engine.failed(command, told).toException();
        }
        for (String line : told.out().lines().toList()) {
            String[] words = line.split("\t", -1);
            if (words.length == 6) {
                found.put(words[3], new Container(words[0], words[1], words[2], words[3], words[4], words[5]));
            }
        }
        return found;
    }
}

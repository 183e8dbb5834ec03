package com.foobar.deploy.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The containers of labs, found by their labels. */
final class LabContainers {
    static final String LABEL_LAB = "foobar-deploy.lab";
    static final String LABEL_HOST = "foobar-deploy.host";
    static final String LABEL_SHAPE = "foobar-deploy.shape";
    static final String LABEL_HOME = "foobar-deploy.home";
    private static final String FORMAT = "{{.ID}}\t{{.State}}\t{{.Image}}\t" + label(LABEL_HOST) + "\t"
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
        return "{{.Label \"" + name + "\"}}";
    }

    /** By host name. */
    Map<String, Container> of(String lab) {
        String answer = engine.text(
                List.of("ps", "--all", "--no-trunc", "--filter", "label=" + LABEL_LAB + "=" + lab, "--format", FORMAT));
        var found = new LinkedHashMap<String, Container>();
        for (String line : answer.lines().toList()) {
            String[] words = line.split("\t", -1);
            if (words.length == 6) {
                found.put(words[3], new Container(words[0], words[1], words[2], words[3], words[4], words[5]));
            }
        }
        return found;
    }
}

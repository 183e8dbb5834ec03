package com.foobar.deploy.playbook;

import java.nio.file.Path;
import java.util.List;

/** The plays of a file, imported playbooks in place. */
public record Playbook(Path file, List<Play> plays) {
    public Playbook {
        plays = List.copyOf(plays);
    }
}

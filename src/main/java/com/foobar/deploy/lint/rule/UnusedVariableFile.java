package com.foobar.deploy.lint.rule;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import java.util.stream.Stream;

/** Files of variables for groups and hosts that are not there. */
final class UnusedVariableFile implements Rule {
    @Override
    public String id() {
        return "unused-variable-file";
    }

    @Override
    public String about() {
        return "A file in `group_vars` or `host_vars` is named like no group and no host of the inventory.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        return project.inventory().stream()
                .flatMap(inventory -> inventory.unusedVariableFiles().stream())
                .map(file -> Finding.of(
                        id(), Place.of(file.toString()), "no group and no host of the inventory has this name"));
    }
}

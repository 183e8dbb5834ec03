package com.foobar.deploy.lint;

import java.util.stream.Stream;

/** Looks at a project and says what it holds against it. */
public interface Rule {
    /** What findings, documentation and {@code # noqa} comments call it. */
    String id();

    /** What it finds and why that matters, in one sentence. */
    String about();

    Stream<Finding> findings(Project project);
}

package com.foobar.deploy.cli;

/** What a command prints on standard output: words for people, or JSON for programs. */
enum OutputForm {
    TEXT,
    JSON
}

package com.foobar.deploy.cli.option;

/** What a command prints on standard output: words for people, or JSON for programs. */
enum OutputForm {
    TEXT,
    JSON
}

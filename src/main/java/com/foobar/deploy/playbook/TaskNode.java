package com.foobar.deploy.playbook;

/** What hosts come to one after the other: a task, or an include. A handler is one too. */
public sealed interface TaskNode extends Node permits Task, Include {
    /** The task itself; of an include what it has in common with a task, such as its name and its loop. */
    Task task();
}

package com.foobar.deploy.playbook;

/** An entry of a task list. */
public sealed interface Node permits TaskNode, Block {}

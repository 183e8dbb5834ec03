/** Reads plays, tasks, roles and handlers out of YAML, and checks what can be checked before a run. */
@NullMarked
package com.foobar.deploy.playbook.loader;

import org.jspecify.annotations.NullMarked;

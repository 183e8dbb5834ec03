/** Plays, tasks, roles and handlers out of YAML. */
@NullMarked
package com.foobar.deploy.playbook;

import org.jspecify.annotations.NullMarked;

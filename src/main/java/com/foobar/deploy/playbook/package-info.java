/** Plays, tasks, roles and handlers, as the engine gets them. */
@NullMarked
package com.foobar.deploy.playbook;

import org.jspecify.annotations.NullMarked;

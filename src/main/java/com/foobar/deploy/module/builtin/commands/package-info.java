/** Modules that run commands, and what is known of commands. */
@NullMarked
package com.foobar.deploy.module.builtin.commands;

import org.jspecify.annotations.NullMarked;

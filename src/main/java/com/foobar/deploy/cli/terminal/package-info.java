/** Prompts, and what is known of the terminal. */
@NullMarked
package com.foobar.deploy.cli.terminal;

import org.jspecify.annotations.NullMarked;

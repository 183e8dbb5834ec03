/** Completion in shells. */
@NullMarked
package com.foobar.deploy.cli.completion;

import org.jspecify.annotations.NullMarked;

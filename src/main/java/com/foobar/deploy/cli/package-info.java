/** One class per command. */
@NullMarked
package com.foobar.deploy.cli;

import org.jspecify.annotations.NullMarked;

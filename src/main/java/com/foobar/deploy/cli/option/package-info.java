/** Options that several commands share, and settings. */
@NullMarked
package com.foobar.deploy.cli.option;

import org.jspecify.annotations.NullMarked;

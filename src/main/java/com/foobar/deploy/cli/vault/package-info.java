/** The commands of `vault`. */
@NullMarked
package com.foobar.deploy.cli.vault;

import org.jspecify.annotations.NullMarked;

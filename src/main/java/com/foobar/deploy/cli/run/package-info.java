/** Commands that run plays and tasks, and those about earlier runs. */
@NullMarked
package com.foobar.deploy.cli.run;

import org.jspecify.annotations.NullMarked;

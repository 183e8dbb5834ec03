/** Commands that change a running site. */
@NullMarked
package com.foobar.deploy.cli.site;

import org.jspecify.annotations.NullMarked;

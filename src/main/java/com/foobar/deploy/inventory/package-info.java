/** Hosts, groups, patterns and the files of variables beside them. */
@NullMarked
package com.foobar.deploy.inventory;

import org.jspecify.annotations.NullMarked;

/** The controller itself as a host. */
@NullMarked
package com.foobar.deploy.connection.local;

import org.jspecify.annotations.NullMarked;

/** SSH; the only place that sees MINA. */
@NullMarked
package com.foobar.deploy.connection.ssh;

import org.jspecify.annotations.NullMarked;

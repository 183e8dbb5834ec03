/** One file per kind of change that is made on a host. */
@NullMarked
package com.foobar.deploy.state.change;

import org.jspecify.annotations.NullMarked;

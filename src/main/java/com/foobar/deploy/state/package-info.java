/** Questions about a host, their answers, and how answers go stale. */
@NullMarked
package com.foobar.deploy.state;

import org.jspecify.annotations.NullMarked;

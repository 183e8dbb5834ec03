/** SQL text, logins, and how a host's own client is run with them. */
@NullMarked
package com.foobar.deploy.state.sql;

import org.jspecify.annotations.NullMarked;

/** Questions about ports, HTTP and load balancers. */
@NullMarked
package com.foobar.deploy.state.question.network;

import org.jspecify.annotations.NullMarked;

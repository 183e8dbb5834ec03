/** HTTP requests as a host itself would make them: through a tunnel, by the controller's own HTTP/1.1. */
@NullMarked
package com.foobar.deploy.connection.http;

import org.jspecify.annotations.NullMarked;

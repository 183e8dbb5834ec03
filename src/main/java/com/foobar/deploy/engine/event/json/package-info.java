/** Events as JSON lines: what {@code --json} prints and records keep, and how they are read again. */
@NullMarked
package com.foobar.deploy.engine.event.json;

import org.jspecify.annotations.NullMarked;

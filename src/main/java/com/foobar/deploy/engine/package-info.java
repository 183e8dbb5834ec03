/** Runs plays: read-ahead, decisions, changes, handlers, lock and events. */
@NullMarked
package com.foobar.deploy.engine;

import org.jspecify.annotations.NullMarked;

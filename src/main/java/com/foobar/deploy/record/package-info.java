/** What is kept of runs, on the controller: their events, their options, saved plans. */
@NullMarked
package com.foobar.deploy.record;

import org.jspecify.annotations.NullMarked;

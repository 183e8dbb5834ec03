/** Modules that steer the run and wait for hosts. */
@NullMarked
package com.foobar.deploy.module.builtin.control;

import org.jspecify.annotations.NullMarked;

/** Modules for the host itself: its facts, name, time zone and kernel settings. */
@NullMarked
package com.foobar.deploy.module.builtin.system;

import org.jspecify.annotations.NullMarked;

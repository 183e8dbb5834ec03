/** Modules for units of systemd and scheduled jobs. */
@NullMarked
package com.foobar.deploy.module.builtin.services;

import org.jspecify.annotations.NullMarked;

/** Modules for HTTP and load balancers. */
@NullMarked
package com.foobar.deploy.module.builtin.web;

import org.jspecify.annotations.NullMarked;

/** Modules for packages and their sources. */
@NullMarked
package com.foobar.deploy.module.builtin.packages;

import org.jspecify.annotations.NullMarked;

/** The modules, one a file. */
@NullMarked
package com.foobar.deploy.module.builtin;

import org.jspecify.annotations.NullMarked;

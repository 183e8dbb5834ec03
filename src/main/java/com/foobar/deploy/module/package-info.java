/** The contract of a module: arguments, reads, decision. */
@NullMarked
package com.foobar.deploy.module;

import org.jspecify.annotations.NullMarked;

/** Errors as values: a stable code, a place, an excerpt and advice. */
@NullMarked
package com.foobar.deploy.diagnostic;

import org.jspecify.annotations.NullMarked;

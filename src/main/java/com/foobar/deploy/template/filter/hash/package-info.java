/** Digests, password hashes and random numbers. */
@NullMarked
package com.foobar.deploy.template.filter.hash;

import org.jspecify.annotations.NullMarked;

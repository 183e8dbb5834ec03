/** Breaks a lab on purpose, under load, and measures what is lost. */
@NullMarked
package com.foobar.deploy.drill;

import org.jspecify.annotations.NullMarked;

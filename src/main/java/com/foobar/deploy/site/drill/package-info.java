/** Breaks a site on purpose, that of a lab if nobody insists on another, under load, and measures what is lost. */
@NullMarked
package com.foobar.deploy.site.drill;

import org.jspecify.annotations.NullMarked;

/** Lookups, and the file formats that they read. */
@NullMarked
package com.foobar.deploy.template.filter.lookup;

import org.jspecify.annotations.NullMarked;

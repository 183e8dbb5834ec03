/** Filters on texts, addresses and times. */
@NullMarked
package com.foobar.deploy.template.filter.text;

import org.jspecify.annotations.NullMarked;

/** The filters, tests and lookups of the expression language, grouped by what they work on. */
@NullMarked
package com.foobar.deploy.template.filter;

import org.jspecify.annotations.NullMarked;

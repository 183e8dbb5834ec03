/** What filters, tests and lookups share: their arguments, their errors and Python's rules. */
@NullMarked
package com.foobar.deploy.template.filter.argument;

import org.jspecify.annotations.NullMarked;

/** Python's regular expressions, and the filters with them. */
@NullMarked
package com.foobar.deploy.template.filter.regex;

import org.jspecify.annotations.NullMarked;

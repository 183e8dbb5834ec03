/** Python's text forms of values. */
@NullMarked
package com.foobar.deploy.template.text;

import org.jspecify.annotations.NullMarked;

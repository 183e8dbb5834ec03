/** Tests, which stand after `is`. */
@NullMarked
package com.foobar.deploy.template.filter.test;

import org.jspecify.annotations.NullMarked;

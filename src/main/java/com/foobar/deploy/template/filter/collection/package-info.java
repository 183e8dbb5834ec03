/** Filters on lists, dictionaries and numbers. */
@NullMarked
package com.foobar.deploy.template.filter.collection;

import org.jspecify.annotations.NullMarked;

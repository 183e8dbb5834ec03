/** Filters from values to JSON and YAML and back. */
@NullMarked
package com.foobar.deploy.template.filter.serialization;

import org.jspecify.annotations.NullMarked;

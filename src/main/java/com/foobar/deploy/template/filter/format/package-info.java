/** JSON and YAML as Python writes them. */
@NullMarked
package com.foobar.deploy.template.filter.format;

import org.jspecify.annotations.NullMarked;

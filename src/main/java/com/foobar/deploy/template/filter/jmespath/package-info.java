/** The query language of json_query. */
@NullMarked
package com.foobar.deploy.template.filter.jmespath;

import org.jspecify.annotations.NullMarked;

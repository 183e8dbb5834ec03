/** The expression language, Jinja files and Mustache files. */
@NullMarked
package com.foobar.deploy.template;

import org.jspecify.annotations.NullMarked;

/** Mustache files, by Mustache.java over the project's own values. */
@NullMarked
package com.foobar.deploy.template.mustache;

import org.jspecify.annotations.NullMarked;

/** The rules of {@code lint}, one per file. */
@NullMarked
package com.foobar.deploy.lint.rule;

import org.jspecify.annotations.NullMarked;

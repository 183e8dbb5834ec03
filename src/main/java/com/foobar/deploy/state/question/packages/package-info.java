/** Questions about packages and what is to be had. */
@NullMarked
package com.foobar.deploy.state.question.packages;

import org.jspecify.annotations.NullMarked;

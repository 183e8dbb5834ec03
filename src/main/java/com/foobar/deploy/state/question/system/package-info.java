/** Questions about the host itself and commands that only read. */
@NullMarked
package com.foobar.deploy.state.question.system;

import org.jspecify.annotations.NullMarked;

/** Questions about users and groups. */
@NullMarked
package com.foobar.deploy.state.question.accounts;

import org.jspecify.annotations.NullMarked;

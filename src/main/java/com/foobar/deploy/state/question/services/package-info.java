/** Questions about units of systemd. */
@NullMarked
package com.foobar.deploy.state.question.services;

import org.jspecify.annotations.NullMarked;

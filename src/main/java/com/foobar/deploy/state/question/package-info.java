/** One file per kind of question: its coalesced script and its parser. */
@NullMarked
package com.foobar.deploy.state.question;

import org.jspecify.annotations.NullMarked;

/** What can be said against a project before it is run: one file per rule, findings with places, fixes for the easy ones. */
@NullMarked
package com.foobar.deploy.lint;

import org.jspecify.annotations.NullMarked;

/** Archives of the controller: what is in them, and how they are sent. */
@NullMarked
package com.foobar.deploy.module.archive;

import org.jspecify.annotations.NullMarked;

/** What the launcher's cache of loaded and linked classes is made from. */
@NullMarked
package com.foobar.deploy.startup;

import org.jspecify.annotations.NullMarked;

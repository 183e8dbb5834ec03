/** Makes the input of the launcher's cache of loaded and linked classes; not on the class path of the tool. */
@NullMarked
package com.foobar.deploy.startup;

import org.jspecify.annotations.NullMarked;

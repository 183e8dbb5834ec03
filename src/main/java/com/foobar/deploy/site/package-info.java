/** What the general tool does not know: the shipped site, its inventory, operation and drills. */
@NullMarked
package com.foobar.deploy.site;

import org.jspecify.annotations.NullMarked;

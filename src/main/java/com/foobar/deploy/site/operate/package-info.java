/** What the databases of a site are at the moment, for those who operate it. */
@NullMarked
package com.foobar.deploy.site.operate;

import org.jspecify.annotations.NullMarked;

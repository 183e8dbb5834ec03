@NullMarked
package com.foobar.deploy.engine.run;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.foobar.deploy.engine.host;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.foobar.deploy.engine.reading;

import org.jspecify.annotations.NullMarked;

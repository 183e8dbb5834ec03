@NullMarked
package com.foobar.deploy.engine.play;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.foobar.deploy.engine.event;

import org.jspecify.annotations.NullMarked;

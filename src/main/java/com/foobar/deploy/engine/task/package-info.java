@NullMarked
package com.foobar.deploy.engine.task;

import org.jspecify.annotations.NullMarked;

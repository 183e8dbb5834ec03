@NullMarked
package com.foobar.deploy.engine.handler;

import org.jspecify.annotations.NullMarked;

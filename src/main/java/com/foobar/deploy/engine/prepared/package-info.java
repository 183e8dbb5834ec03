@NullMarked
package com.foobar.deploy.engine.prepared;

import org.jspecify.annotations.NullMarked;

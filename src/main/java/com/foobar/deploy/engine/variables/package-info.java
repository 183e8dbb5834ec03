@NullMarked
package com.foobar.deploy.engine.variables;

import org.jspecify.annotations.NullMarked;

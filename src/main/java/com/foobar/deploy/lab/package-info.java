/** Hosts in containers for trials. */
@NullMarked
package com.foobar.deploy.lab;

import org.jspecify.annotations.NullMarked;

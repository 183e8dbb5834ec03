/** YAML read with the place of every node kept. */
@NullMarked
package com.foobar.deploy.value.yaml;

import org.jspecify.annotations.NullMarked;

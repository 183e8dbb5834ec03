/** Variables: values, where they come from, secrets and vaults. */
@NullMarked
package com.foobar.deploy.value;

import org.jspecify.annotations.NullMarked;

/** Modules for MySQL and MariaDB. */
@NullMarked
package com.foobar.deploy.module.builtin.databases;

import org.jspecify.annotations.NullMarked;

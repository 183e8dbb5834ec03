/** Questions to MySQL and MariaDB. */
@NullMarked
package com.foobar.deploy.state.question.databases;

import org.jspecify.annotations.NullMarked;

/** Commands and files on hosts: the worker, its protocol and shell text. */
@NullMarked
package com.foobar.deploy.connection;

import org.jspecify.annotations.NullMarked;

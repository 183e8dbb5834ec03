/** Modules for files and directories: their content, attributes and archives. */
@NullMarked
package com.foobar.deploy.module.builtin.files;

import org.jspecify.annotations.NullMarked;

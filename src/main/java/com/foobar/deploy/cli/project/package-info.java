/** Commands about the files of a project. */
@NullMarked
package com.foobar.deploy.cli.project;

import org.jspecify.annotations.NullMarked;

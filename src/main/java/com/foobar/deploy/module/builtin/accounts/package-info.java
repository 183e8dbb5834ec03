/** Modules for users, groups and their keys. */
@NullMarked
package com.foobar.deploy.module.builtin.accounts;

import org.jspecify.annotations.NullMarked;

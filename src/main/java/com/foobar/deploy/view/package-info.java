/** The engine's events drawn for people and programs. */
@NullMarked
package com.foobar.deploy.view;

import org.jspecify.annotations.NullMarked;

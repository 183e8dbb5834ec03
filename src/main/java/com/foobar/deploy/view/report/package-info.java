/** A run's record as a page and as JUnit XML. */
@NullMarked
package com.foobar.deploy.view.report;

import org.jspecify.annotations.NullMarked;

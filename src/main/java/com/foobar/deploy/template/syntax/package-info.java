/** The grammar: texts of templates and expressions into trees. */
@NullMarked
package com.foobar.deploy.template.syntax;

import org.jspecify.annotations.NullMarked;

/** Questions about files, trees and their digests. */
@NullMarked
package com.foobar.deploy.state.question.files;

import org.jspecify.annotations.NullMarked;

/** Makes facts, with Ansible's names, out of what a host's files and programs say. */
@NullMarked
package com.foobar.deploy.state.facts;

import org.jspecify.annotations.NullMarked;

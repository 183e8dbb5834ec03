/** Random playbooks, run by the tool and by Ansible, and what must be true of both. See docs/testing.md. */
@org.jspecify.annotations.NullMarked
package com.foobar.deploy.truth;

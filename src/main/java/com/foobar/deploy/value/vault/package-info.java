/** Ansible vaults, formats 1.1 and 1.2: the envelope, the cipher and the passwords. */
@NullMarked
package com.foobar.deploy.value.vault;

import org.jspecify.annotations.NullMarked;

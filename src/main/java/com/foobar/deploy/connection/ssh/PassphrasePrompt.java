package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.value.Secret;
import java.util.Optional;

/** Asks the user for a passphrase; empty where there is no terminal to ask, or no answer. */
@FunctionalInterface
public interface PassphrasePrompt {
    PassphrasePrompt NOBODY = question -> Optional.empty();

    Optional<Secret> ask(String question);
}

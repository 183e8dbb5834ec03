package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.value.Secret;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What opens encrypted keys. Each file is asked for once, whatever the number of hosts that log in with it. Thread-safe. */
final class Passphrases {
    private static final int TRIES = 3;

    private final PassphrasePrompt prompt;
    private final Map<Path, Optional<Secret>> answers = new HashMap<>();

    Passphrases(PassphrasePrompt prompt) {
        this.prompt = prompt;
    }

    /** @param opens whether a passphrase opens the file */
    synchronized Optional<Secret> of(Path file, Predicate<Secret> opens) {
        Optional<Secret> known = answers.get(file);
        if (known == null) {
            known = asked(file, opens);
            answers.put(file, known);
        }
        return known;
    }

    private Optional<Secret> asked(Path file, Predicate<Secret> opens) {
        String question = "Passphrase of the private key " + file + ": ";
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Secret> answer = prompt.ask(tries == 0 ? question : "It does not open the key. " + question)
                    .filter(secret -> !secret.reveal().isEmpty());
            if (answer.isEmpty() || opens.test(answer.get())) {
                return answer;
            }
        }
        return Optional.empty();
    }
}

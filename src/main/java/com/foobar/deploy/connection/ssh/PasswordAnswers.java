package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.value.Secret;
import java.util.Arrays;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** Answers a server's hidden questions (RFC 4256) with the password, once. */
final class PasswordAnswers implements UserInteraction {
    private static final String[] NO_ANSWER = {};

    private final LoginAttempt attempt;
    private final Secret password;
    private boolean answered;

    PasswordAnswers(LoginAttempt attempt, Secret password) {
        this.attempt = attempt;
        this.password = password;
    }

    @Override
    public String[] interactive(
            ClientSession session, String name, String text, String language, String[] prompts, boolean[] shown) {
        if (prompts.length == 0) {
            return NO_ANSWER;
        }
        attempt.tried("the password (keyboard-interactive)");
        var answers = new String[prompts.length];
        Arrays.fill(answers, "");
        for (int i = 0; i < prompts.length; i++) {
            answers[i] = shown[i] || answered ? "" : password.reveal();
        }
        answered = true;
        return answers;
    }

    @Override
    public @Nullable String getUpdatedPassword(ClientSession session, String prompt, String language) {
        return null;
    }
}

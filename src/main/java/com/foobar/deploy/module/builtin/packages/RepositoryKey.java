package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.connection.http.HttpRequest;
import com.foobar.deploy.connection.http.HttpResponse;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.question.network.HttpQuestion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Fetches the key that a repository is signed with, as the host itself would. */
final class RepositoryKey {
    private RepositoryKey() {}

    static byte[] fetch(String url, boolean validate, Answers answers) {
        HttpRequest request;
        try {
            request = new HttpRequest(
                    "GET",
                    URI.create(url),
                    Map.of("User-Agent", "ansible-httpget"),
                    Optional.empty(),
                    Duration.ofSeconds(60),
                    HttpRequest.Redirects.SAFE,
                    validate);
        } catch (IllegalArgumentException e) {
            throw ArgumentProblem.of("`" + url + "` is not the address of a key");
        }
        HttpResponse response = answers.to(new HttpQuestion(request));
        if (response.status() != 200) {
            String why = response.answered() ? response.status() + " " + response.reason() : response.reason();
            throw Diagnostic.of(ErrorCode.TASK_FAILED, "the key `" + url + "` cannot be fetched: " + why)
                    .toException();
        }
        return response.body();
    }

    static boolean armored(byte[] key) {
        return new String(key, StandardCharsets.ISO_8859_1).contains("-----BEGIN PGP PUBLIC KEY BLOCK-----");
    }
}

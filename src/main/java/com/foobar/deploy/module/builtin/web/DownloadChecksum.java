package com.foobar.deploy.module.builtin.web;

import com.foobar.deploy.connection.http.HttpRequest;
import com.foobar.deploy.connection.http.HttpResponse;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.builtin.files.LocatedFile;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.change.DownloadFile.Checksum;
import com.foobar.deploy.state.question.files.ChecksumQuestion.Algorithm;
import com.foobar.deploy.state.question.network.HttpQuestion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The {@code checksum} argument of get_url. */
final class DownloadChecksum {
    private DownloadChecksum() {}

    /** @param request makes the request for a list of checksums */
    static Checksum of(String text, URI file, Function<String, HttpRequest> request, Answers answers) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw ArgumentProblem.of("the checksum parameter has to be in format <algorithm>:<checksum>");
        }
        Algorithm algorithm = algorithm(text.substring(0, colon).strip());
        String rest = text.substring(colon + 1).strip();
        String digits = rest.matches("(?i)https?://.*") ? listed(request.apply(rest), file, answers) : rest;
        String clean = digits.replaceAll("\\W+", "").toLowerCase(Locale.ROOT);
        if (!clean.matches("[0-9a-f]+")) {
            throw ArgumentProblem.of("`" + digits + "` is no checksum");
        }
        return new Checksum(algorithm, clean);
    }

    private static Algorithm algorithm(String name) {
        try {
            return Algorithm.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw ArgumentProblem.of("`" + name + "` is none of md5, sha1, sha224, sha256, sha384, sha512");
        }
    }

    /** A list as sha256sum makes it, or a file with nothing but the digits. */
    private static String listed(HttpRequest request, URI file, Answers answers) {
        HttpResponse response = answers.to(new HttpQuestion(request));
        if (response.status() != 200) {
            throw ArgumentProblem.of("the list of checksums " + request.uri() + " cannot be read: "
                    + (response.answered() ? response.status() + " " : "") + response.reason());
        }
        List<String> lines = new String(response.body(), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.size() == 1 && !lines.getFirst().contains(" ")) {
            return lines.getFirst();
        }
        String name = LocatedFile.baseName(String.valueOf(file.getPath()));
        return lines.stream()
                .map(line -> line.split("\\s+", 2))
                .filter(parts -> parts.length == 2
                        && parts[1].replaceFirst("^\\*?(\\./)?", "").equals(name))
                .map(parts -> parts[0])
                .findFirst()
                .orElseThrow(() -> ArgumentProblem.of(
                        "Unable to find a checksum for file '" + name + "' in '" + request.uri() + "'"));
    }
}

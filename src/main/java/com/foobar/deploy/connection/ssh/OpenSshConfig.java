package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The files of ssh_config(5): Host, Include, and Match by host and user. The first value found for a name holds, except
 * for IdentityFile and CertificateFile, which add up.
 */
final class OpenSshConfig {
    private static final Set<String> ADDING = Set.of("identityfile", "certificatefile");
    private static final int DEEPEST_INCLUDE = 16;

    private final Path home;
    private final List<Path> files;

    OpenSshConfig(Path home, List<Path> files) {
        this.home = home;
        this.files = List.copyOf(files);
    }

    /** What the files say about a host, by lower-case name; a value has as many parts as the line had words. */
    Map<String, List<String>> lookup(String host, String user) {
        var found = new HashMap<String, List<String>>();
        for (Path file : files) {
            new Reading(host, user, found).read(file, 0);
        }
        return found;
    }

    private final class Reading {
        private final String host;
        private final String user;
        private final Map<String, List<String>> found;

        Reading(String host, String user, Map<String, List<String>> found) {
            this.host = host;
            this.user = user;
            this.found = found;
        }

        void read(Path file, int depth) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                return;
            }
            if (depth > DEEPEST_INCLUDE) {
                throw invalid("`Include` never ends", file, 0);
            }
            boolean applies = true;
            int number = 0;
            for (String line : lines(file)) {
                number++;
                List<String> words = words(line, file, number);
                if (words.isEmpty()) {
                    continue;
                }
                String keyword = words.getFirst().toLowerCase(Locale.ROOT);
                List<String> values = words.subList(1, words.size());
                if (values.isEmpty()) {
                    throw invalid("`" + words.getFirst() + "` has no value", file, number);
                }
                switch (keyword) {
                    case "host" -> applies = HostPatterns.match(values, host);
                    case "match" -> applies = matches(values);
                    case "include" -> include(applies ? values : List.of(), file, depth);
                    default -> keep(applies, keyword, values);
                }
            }
        }

        private void keep(boolean applies, String keyword, List<String> values) {
            if (!applies) {
                return;
            }
            if (ADDING.contains(keyword)) {
                found.computeIfAbsent(keyword, k -> new ArrayList<>()).addAll(values);
            } else {
                found.putIfAbsent(keyword, values);
            }
        }

        private void include(List<String> patterns, Path from, int depth) {
            for (String pattern : patterns) {
                for (Path file : filesOf(pattern, from)) {
                    read(file, depth + 1);
                }
            }
        }

        /** Only what can be decided without running a program; anything else does not match. */
        private boolean matches(List<String> criteria) {
            for (int i = 0; i < criteria.size(); i += 2) {
                String criterion = criteria.get(i).toLowerCase(Locale.ROOT);
                if (criterion.equals("all")) {
                    return true;
                }
                List<String> patterns =
                        i + 1 < criteria.size() ? List.of(criteria.get(i + 1).split(",", -1)) : List.of();
                boolean holds = switch (criterion) {
                    case "host", "originalhost" -> HostPatterns.match(patterns, host);
                    case "user" -> HostPatterns.match(patterns, user);
                    default -> false;
                };
                if (!holds) {
                    return false;
                }
            }
            return true;
        }
    }

    private List<Path> filesOf(String pattern, Path from) {
        Path path = expand(pattern);
        if (!path.isAbsolute()) {
            path = from.toAbsolutePath().resolveSibling(path);
        }
        var files = new ArrayList<Path>();
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return files;
        }
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(folder, path.getFileName().toString())) {
            entries.forEach(files::add);
        } catch (IOException e) {
            throw invalid("`Include " + pattern + "` cannot be read", from, 0);
        }
        files.sort(null);
        return files;
    }

    /** {@code ~} is the home of the user who runs the tool. */
    Path expand(String path) {
        if (path.equals("~")) {
            return home;
        }
        return path.startsWith("~/") ? home.resolve(path.substring(2)) : Path.of(path);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.SSH_CONFIG, "`" + file + "` cannot be read as text")
                    .toException(e);
        }
    }

    private static List<String> words(String line, Path file, int number) {
        var words = new ArrayList<String>();
        String rest = line.strip();
        while (!rest.isEmpty() && !rest.startsWith("#")) {
            int end;
            if (rest.startsWith("\"")) {
                end = rest.indexOf('"', 1);
                if (end < 0) {
                    throw invalid("a quote is not closed", file, number);
                }
                words.add(rest.substring(1, end));
                end++;
            } else {
                end = 0;
                // The keyword may be joined to its value by an equals sign.
                while (end < rest.length()
                        && !Character.isWhitespace(rest.charAt(end))
                        && !(words.isEmpty() && rest.charAt(end) == '=')) {
                    end++;
                }
                words.add(rest.substring(0, end));
            }
            rest = rest.substring(end).strip();
            if (words.size() == 1 && rest.startsWith("=")) {
                rest = rest.substring(1).strip();
            }
        }
        return words;
    }

    private static com.foobar.deploy.diagnostic.DeployException invalid(String message, Path file, int line) {
        return Diagnostic.of(ErrorCode.SSH_CONFIG, message)
                .at(new Place(file.toString(), line, 0))
                .toException();
    }
}

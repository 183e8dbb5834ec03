package com.foobar.deploy.state.question.files;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.question.files.FileKind.Target;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.files.FileState.Content;
import com.foobar.deploy.state.question.files.FileState.Type;
import com.foobar.deploy.value.Digests;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands what {@link FileScript} prints. */
final class FileAnswerParser {
    private static final Pattern HASH_LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");
    private static final Pattern SINGLE_HASH = Pattern.compile("([0-9a-f]{64}) .*");

    /** What was found about one target, line by line. */
    private static final class Finding {
        @Nullable
        String expanded;

        boolean hidden;
        boolean exists;
        int access;

        @Nullable
        FileStat stat;

        @Nullable
        String hash;

        @Nullable
        String link;

        @Nullable
        String real;

        @Nullable
        Content content;
    }

    private final List<Target> targets;
    private final AnswerBytes bytes;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Target, List<Finding>> byName = new HashMap<>();
    private final List<String> folders;
    private final Map<String, String> places = new HashMap<>();

    FileAnswerParser(Map<Target, Detail> targets, StepResult result) {
        this.targets = List.copyOf(targets.keySet());
        this.bytes = new AnswerBytes("files", result);
        this.folders = FileKind.folders(this.targets);
        for (Target target : this.targets) {
            var finding = new Finding();
            findings.add(finding);
            name(new Target(HostPath.named(target.path()), target.follow()), finding);
        }
    }

    private void name(Target target, Finding finding) {
        byName.computeIfAbsent(target, _ -> new ArrayList<>()).add(finding);
    }

    Map<Target, FileState> parse() {
        String line = bytes.line();
        while (!line.equals("end")) {
            take(line);
            line = bytes.line();
        }
        var states = new HashMap<Target, FileState>();
        for (int i = 0; i < findings.size(); i++) {
            FileState state = state(targets.get(i), findings.get(i));
            states.put(
                    targets.get(i),
                    place(targets.get(i), findings.get(i)).map(state::withPlace).orElse(state));
        }
        return states;
    }

    private void take(String line) {
        var hash = HASH_LINE.matcher(line);
        if (hash.matches()) {
            setHash(hash.group(2), hash.group(1));
            return;
        }
        String[] fields = line.split(":", 3);
        if (fields.length < 2) {
            throw bytes.error("`" + line + "`");
        }
        switch (fields[0]) {
            case "u" -> finding(fields[1]).hidden = true;
            case "e" -> {
                finding(fields[1]).exists = true;
                finding(fields[1]).access = access(fields[2]);
            }
            case "l" -> finding(fields[1]).link = counted(fields[2]);
            case "p" -> places.put(folders.get(bytes.index(fields[1], folders.size())), counted(fields[2]));
            case "r" -> finding(fields[1]).real = counted(fields[2]);
            case "t" -> setExpanded(bytes.index(fields[1], targets.size()), counted(fields[2]));
            case "h" -> finding(fields[1]).hash = singleHash(fields[2]);
            case "c" -> finding(fields[1]).content = content();
            default -> setStat(fields[0], line);
        }
    }

    private Optional<String> place(Target target, Finding finding) {
        String path = target.path();
        String folder = FileKind.folder(path);
        Optional<String> place = Optional.ofNullable(places.get(folder));
        return folder.equals(path)
                ? place
                : place.map(real -> (real.equals("/") ? "" : real) + path.substring(path.lastIndexOf('/')))
                        .or(() -> Optional.ofNullable(finding.expanded));
    }

    private Finding finding(String index) {
        return findings.get(bytes.index(index, findings.size()));
    }

    private String counted(String length) {
        return bytes.counted(bytes.integer(length, 10));
    }

    private void setExpanded(int index, String path) {
        findings.get(index).expanded = path;
        name(new Target(path, targets.get(index).follow()), findings.get(index));
    }

    private void setHash(String name, String hash) {
        for (boolean follow : List.of(false, true)) {
            byName.getOrDefault(new Target(name, follow), List.of()).forEach(finding -> {
                // A link that is not followed has no hash of its own; its target may have been hashed under its name.
                if (follow || finding.link == null) {
                    finding.hash = hash;
                }
            });
        }
    }

    private String singleHash(String text) {
        var hash = SINGLE_HASH.matcher(text);
        if (!hash.matches()) {
            throw bytes.error("`" + text + "` is no hash");
        }
        return hash.group(1);
    }

    private void setStat(String kind, String line) {
        if (!kind.matches("[sf]\\d*")) {
            throw bytes.error("`" + line + "`");
        }
        String[] parts = line.split(":", 14);
        FileStat stat = FileStat.parse(bytes, parts);
        if (kind.length() > 1) {
            finding(kind.substring(1)).stat = stat;
            return;
        }
        var target = new Target(parts[13], kind.equals("f"));
        byName.getOrDefault(target, List.of()).forEach(finding -> finding.stat = stat);
    }

    private static int access(String letters) {
        return (letters.contains("r") ? 4 : 0) | (letters.contains("w") ? 2 : 0) | (letters.contains("x") ? 1 : 0);
    }

    private @Nullable Content content() {
        var text = new StringBuilder();
        for (String line = bytes.line(); !line.equals("."); line = bytes.line()) {
            text.append(line);
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(text.toString());
            return decoded.length > FileState.CONTENT_LIMIT ? null : new Content(decoded);
        } catch (IllegalArgumentException _) {
            throw bytes.error("a content is not base64");
        }
    }

    /** Where a link leads that leads nowhere. */
    private static String led(String path, String link) {
        return link.startsWith("/") ? link : path.substring(0, path.lastIndexOf('/') + 1) + link;
    }

    private FileState state(Target target, Finding finding) {
        FileStat stat = finding.stat;
        if (stat == null) {
            if (finding.exists) {
                throw bytes.error("`" + target.path() + "` exists but was not described");
            }
            FileState none = finding.hidden ? FileState.MISSING.withType(Type.UNREADABLE) : FileState.MISSING;
            Optional<String> leadsTo = Optional.ofNullable(finding.link).map(link -> led(target.path(), link));
            return leadsTo.or(() -> Optional.ofNullable(finding.expanded))
                    .map(none::withRealPath)
                    .orElse(none);
        }
        Optional<Content> content = Optional.ofNullable(finding.content);
        // The file may have changed between hash and read: what is decided on is the content.
        Optional<String> hash =
                content.map(read -> Digests.sha256(read.bytes())).or(() -> Optional.ofNullable(finding.hash));
        return stat.state(
                finding.access,
                stat.type() == Type.FILE ? hash : Optional.empty(),
                stat.type() == Type.FILE ? content : Optional.empty(),
                new FileState.Names(
                        Optional.ofNullable(finding.link),
                        Optional.ofNullable(finding.real).or(() -> Optional.ofNullable(finding.expanded)),
                        Optional.empty()));
    }
}

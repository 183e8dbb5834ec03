package com.foobar.deploy.state.question.network;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.QuestionKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks each runtime socket with what the host has for such sockets: socat, or a netcat that knows them. */
public final class HaproxyKind implements QuestionKind.Scripted<HaproxyQuestion, HaproxyState> {
    static final HaproxyKind INSTANCE = new HaproxyKind();

    /** Fields of {@code show stat} (HAProxy's management guide, 9.1), counted from 0. */
    private static final int SESSIONS = 4;

    private static final int STATUS = 17;
    private static final int WEIGHT = 18;

    /** Field of {@code show servers state} and its bits for drained, by a command or in the configuration (9.3). */
    private static final int ADMIN_STATE = 6;

    private static final int DRAINED = 0x08 | 0x10;
    private static final String END = "# end of foobar-deploy's question";

    private HaproxyKind() {}

    @Override
    public String name() {
        return "load balancers";
    }

    /** Defines {@code ask COMMAND}, which sends one command to the socket {@code $s}. */
    public static ShellText ask() {
        return ShellText.lit("if command -v socat >/dev/null; then ask() { printf '%s\\n' \"$1\" |"
                + " socat -t 10 - \"UNIX-CONNECT:$s\"; }\n"
                + "elif nc -h 2>&1 | grep -q -- '-[A-Za-z]*U'; then ask() { printf '%s\\n' \"$1\" |"
                + " nc -w 10 -U \"$s\"; }\n"
                + "else ask() { echo 'neither socat nor a netcat for unix sockets is on the host' >&2;"
                + " return 127; }; fi\n");
    }

    @Override
    public ShellText script(List<HaproxyQuestion> questions) {
        ShellText script = ask();
        for (HaproxyQuestion question : questions) {
            script = script.and("s=")
                    .glue(question.socket())
                    .and("\nask 'show stat' 2>&1\nask 'show servers state' 2>&1\necho \"")
                    .and(END)
                    .and("\"\n");
        }
        return script;
    }

    @Override
    public Map<HaproxyQuestion, HaproxyState> parse(List<HaproxyQuestion> questions, StepResult result) {
        String[] parts = result.text().split(END, -1);
        var answers = new HashMap<HaproxyQuestion, HaproxyState>();
        for (int i = 0; i < questions.size(); i++) {
            answers.put(questions.get(i), state(i < parts.length ? parts[i] : ""));
        }
        return answers;
    }

    private static HaproxyState state(String text) {
        var servers = new ArrayList<HaproxyState.Server>();
        boolean table = false;
        Set<String> drained = drained(text);
        for (String line : text.lines().toList()) {
            if (line.startsWith("# pxname,")) {
                table = true;
            } else if (table && !line.startsWith("#")) {
                server(line.split(",", -1), drained).ifPresent(servers::add);
            }
        }
        return table
                ? new HaproxyState(Optional.empty(), servers)
                : new HaproxyState(Optional.of(text.strip().isEmpty() ? "no answer" : text.strip()), List.of());
    }

    /** Those that an operator drains: the status of one that is down besides does not say so. */
    private static Set<String> drained(String text) {
        var drained = new HashSet<String>();
        for (String line : text.lines().toList()) {
            String[] fields = line.split(" ");
            if (fields.length > ADMIN_STATE && !line.startsWith("#") && (number(fields[ADMIN_STATE]) & DRAINED) != 0) {
                drained.add(fields[1] + "/" + fields[3]);
            }
        }
        return drained;
    }

    private static Optional<HaproxyState.Server> server(String[] fields, Set<String> drained) {
        if (fields.length <= WEIGHT || fields[1].equals("FRONTEND") || fields[1].equals("BACKEND")) {
            return Optional.empty();
        }
        String status = drained.contains(fields[0] + "/" + fields[1]) && !fields[STATUS].startsWith("DRAIN")
                ? "DRAIN, " + fields[STATUS]
                : fields[STATUS];
        return Optional.of(new HaproxyState.Server(
                fields[0], fields[1], number(fields[SESSIONS]), status, number(fields[WEIGHT])));
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}

package com.foobar.deploy.state.question.databases;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.sql.SqlClient;
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.state.sql.SqlText;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks all questions of one login by one run of the client; the answers of several logins are told apart by a nonce. */
final class SqlKind implements QuestionKind.Scripted<SqlQuestion, SqlAnswer> {
    static final SqlKind INSTANCE = new SqlKind();
    private static final SecureRandom RANDOM = new SecureRandom();

    private SqlKind() {}

    @Override
    public String name() {
        return "databases";
    }

    @Override
    public ShellText script(List<SqlQuestion> questions) {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        ShellText script = ShellText.lit("n=")
                .glue(HexFormat.of().formatHex(nonce))
                .and("\nprintf '%s\\n' \"$n\"\n")
                .and(SqlClient.find());
        for (var group : groups(questions).entrySet()) {
            script = script.and("if [ -n \"$c\" ]; then\n")
                    .and(SqlClient.run(group.getKey().login(), SqlOutput.marked(group.getValue()), true))
                    .and("\nr=$?\nelse r=127; fi\nprintf '\\n%s %s\\n' \"$n\" \"$r\"\nprintf '\\n%s\\n' \"$n\" >&2\n");
        }
        return script;
    }

    /** Statements of ours and of the user's run in different SQL modes. */
    private record Group(SqlLogin login, boolean userCode) {}

    private static Map<Group, List<SqlText>> groups(List<SqlQuestion> questions) {
        var groups = new LinkedHashMap<Group, List<SqlText>>();
        questions.forEach(question -> groups.computeIfAbsent(
                        new Group(question.login(), question.statement().hasUserCode()), _ -> new ArrayList<>())
                .add(question.statement()));
        return groups;
    }

    @Override
    public Map<SqlQuestion, SqlAnswer> parse(List<SqlQuestion> questions, StepResult result) {
        String out = new String(result.out(), StandardCharsets.UTF_8);
        int start = out.indexOf('\n') + 1;
        String nonce = out.substring(0, Math.max(0, start - 1));
        // Before it becomes a part of a pattern: the host may print anything in its place.
        if (!nonce.matches("[0-9a-f]{32}")) {
            throw incomplete();
        }
        var groups = groups(questions);
        String[] outputs = out.substring(start).split("\n" + nonce + " ", -1);
        String[] errors = new String(result.err(), StandardCharsets.UTF_8).split("\n" + nonce + "\n", -1);
        if (outputs.length != groups.size() + 1 || errors.length < groups.size()) {
            throw incomplete();
        }
        var answers = new HashMap<SqlQuestion, SqlAnswer>();
        int at = 0;
        for (var group : groups.entrySet()) {
            // Before each nonce stands the output; after it the exit status ends the line.
            String body = at == 0 ? outputs[0] : outputs[at].substring(outputs[at].indexOf('\n') + 1);
            String next = outputs[at + 1];
            int rc = Integer.parseInt(next.substring(0, next.indexOf('\n')));
            List<SqlAnswer> parsed = new SqlOutput(group.getValue(), body, errors[at], rc).answers();
            for (int i = 0; i < parsed.size(); i++) {
                answers.put(
                        new SqlQuestion(group.getKey().login(), group.getValue().get(i)), parsed.get(i));
            }
            at++;
        }
        return answers;
    }

    private static RuntimeException incomplete() {
        return Diagnostic.of(ErrorCode.OUTPUT_NOT_UNDERSTOOD, "the answers of the database client are not complete")
                .toException();
    }
}

package com.foobar.deploy.state.question.databases;

import com.foobar.deploy.state.sql.SqlClient;
import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands what the client printed: rows as XML on standard output, errors with the line of the statement on
 * standard error. Written for the exact form that both clients print ({@code print_table_data_xml}), which is not quite
 * XML: control characters come as they are.
 */
public final class SqlOutput {
    private static final String MARK = "foobar-deploy question";
    private static final Pattern ROW = Pattern.compile("<row>(.*?)</row>", Pattern.DOTALL);
    private static final Pattern FIELD =
            Pattern.compile("<field name=\"([^\"]*)\"(?: xsi:nil=\"true\" />|>([^<]*)</field>)", Pattern.DOTALL);
    private static final Pattern RESULT_SET =
            Pattern.compile("<resultset statement=\"[^\"]*\"[^>]*>(.*?)</resultset>", Pattern.DOTALL);
    private static final Pattern ERROR =
            Pattern.compile("^ERROR (\\d+)(?: \\([0-9A-Z]+\\))?(?: at line (\\d+))?: ?(.*)$", Pattern.MULTILINE);

    private final List<SqlText> statements;
    private final String out;
    private final String err;
    private final int rc;

    SqlOutput(List<SqlText> statements, String out, String err, int rc) {
        this.statements = statements;
        this.out = out;
        this.err = err;
        this.rc = rc;
    }

    /** The statements, each with one before it that says which it is. */
    static List<SqlText> marked(List<SqlText> statements) {
        var all = new ArrayList<SqlText>();
        for (int i = 0; i < statements.size(); i++) {
            all.add(SqlText.lit("SELECT ").number(i).and(" AS ").name(MARK));
            all.add(statements.get(i));
        }
        return all;
    }

    List<SqlAnswer> answers() {
        var answers = new ArrayList<SqlAnswer>(Collections.nCopies(statements.size(), new SqlAnswer.Rows(List.of())));
        if (rc == SqlClient.NO_CLIENT) {
            return all(answers, new SqlAnswer.Unreachable(rc, "there is no mysql or mariadb client on the host"));
        }
        rows().forEach((index, rows) -> {
            if (index < answers.size()) {
                answers.set(index, new SqlAnswer.Rows(rows));
            }
        });
        int[] lines = SqlClient.lines(marked(statements));
        boolean located = false;
        Matcher error = ERROR.matcher(err);
        while (error.find()) {
            int code = Integer.parseInt(error.group(1));
            String message = error.group(3);
            if (error.group(2) == null) {
                return all(answers, new SqlAnswer.Unreachable(code, message));
            }
            answers.set(index(lines, Integer.parseInt(error.group(2))), new SqlAnswer.Refused(code, message));
            located = true;
        }
        if (rc != 0 && !located) {
            return all(answers, new SqlAnswer.Unreachable(rc, err.strip()));
        }
        return answers;
    }

    private static List<SqlAnswer> all(List<SqlAnswer> answers, SqlAnswer one) {
        return Collections.nCopies(answers.size(), one);
    }

    /** Of the last statement that starts on the line or before it. */
    private static int index(int[] lines, int line) {
        int index = 0;
        for (int i = 1; i < lines.length; i += 2) {
            if (lines[i] <= line) {
                index = (i - 1) / 2;
            }
        }
        return index;
    }

    private Map<Integer, List<MapValue>> rows() {
        var byQuestion = new HashMap<Integer, List<MapValue>>();
        int current = -1;
        for (List<MapValue> set : resultSets(out)) {
            if (set.size() == 1 && set.getFirst().get(MARK) != null) {
                current = Integer.parseInt(String.valueOf(set.getFirst().get(MARK)));
            } else {
                byQuestion.computeIfAbsent(current, _ -> new ArrayList<>()).addAll(set);
            }
        }
        return byQuestion;
    }

    /** The rows of each result in the client's output. */
    public static List<List<MapValue>> resultSets(String output) {
        var sets = new ArrayList<List<MapValue>>();
        Matcher set = RESULT_SET.matcher(output);
        while (set.find()) {
            var rows = new ArrayList<MapValue>();
            Matcher row = ROW.matcher(set.group(1));
            while (row.find()) {
                rows.add(row(row.group(1)));
            }
            sets.add(rows);
        }
        return sets;
    }

    private static MapValue row(String text) {
        var columns = new LinkedHashMap<String, Value>();
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            String value = field.group(2);
            columns.put(unescape(field.group(1)), value == null ? NullValue.NULL : Value.of(unescape(value)));
        }
        return MapValue.ofStrings(columns);
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}

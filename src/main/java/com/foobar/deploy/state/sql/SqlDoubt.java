package com.foobar.deploy.state.sql;

import com.foobar.deploy.state.Doubted;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Topic;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a plan cannot tell of a database after statements that it did not run, by what they begin with and name. */
final class SqlDoubt implements Doubted {
    private static final Pattern READS = Pattern.compile("(select|show)\\b((?!\\binto\\b).)*", Pattern.DOTALL);
    private static final Pattern SETTINGS =
            Pattern.compile("(set|start|stop|change|flush|reset|kill)\\b.*", Pattern.DOTALL);
    private static final Pattern SHOWS_SETTINGS =
            Pattern.compile("@@|\\b(variables|status|replicas?|slaves?|replication\\w*|processlist)\\b");
    private static final Pattern ACCOUNTS =
            Pattern.compile("(grant|revoke|(create|alter|drop|rename) (user|role))\\b.*", Pattern.DOTALL);
    private static final Pattern SHOWS_ACCOUNTS = Pattern.compile("\\b(user|grants|\\w*privileges|global_priv)\\b");
    private static final Pattern ACCOUNT = Pattern.compile("'([^']*)'@'([^']*)'");
    private static final Pattern ONE_USER = Pattern.compile("user = '|'@'");
    private static final Pattern ONE_HOST = Pattern.compile("host = '|'@'");
    private static final Pattern NAMED = Pattern.compile(
            "\\b(?:database|schema|table|view|into|update|from)(?:\\s+if(?:\\s+not)?\\s+exists)?\\s+`?([\\w$]+)`?(?:\\.`?([\\w$]+)`?)?");
    private static final Pattern SHOWS_NAMES = Pattern.compile("\\bshow (databases|schemas|tables)\\b");

    private final List<String> statements;

    SqlDoubt(List<SqlText> statements) {
        this.statements = statements.stream()
                .map(statement -> statement.reveal().strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public boolean concerns(Question<?> question, @Nullable Object answer) {
        if (question.topic() != Topic.SQL) {
            return false;
        }
        String asked = question.text().toLowerCase(Locale.ROOT);
        return statements.stream().anyMatch(statement -> concerns(statement, asked));
    }

    private static boolean concerns(String statement, String asked) {
        if (READS.matcher(statement).matches()) {
            return false;
        }
        if (SETTINGS.matcher(statement).matches()) {
            return SHOWS_SETTINGS.matcher(asked.replaceAll("'[^']*'", "")).find();
        }
        if (ACCOUNTS.matcher(statement).matches()) {
            return SHOWS_ACCOUNTS.matcher(asked).find() && concernsAccount(statement, asked);
        }
        Set<String> names = names(statement);
        return names.isEmpty()
                || SHOWS_NAMES.matcher(asked).find()
                || names.stream().anyMatch(asked::contains);
    }

    /** A question about one account is not concerned by a change of another one. */
    private static boolean concernsAccount(String statement, String asked) {
        Matcher account = ACCOUNT.matcher(statement);
        boolean none = true;
        while (account.find()) {
            none = false;
            boolean otherUser = ONE_USER.matcher(asked).find() && !asked.contains("'" + account.group(1) + "'");
            boolean otherHost = ONE_HOST.matcher(asked).find() && !asked.contains("'" + account.group(2) + "'");
            if (!otherUser && !otherHost) {
                return true;
            }
        }
        return none;
    }

    private static Set<String> names(String statement) {
        var names = new LinkedHashSet<String>();
        Matcher named = NAMED.matcher(statement);
        while (named.find()) {
            names.add(named.group(1));
            if (named.group(2) != null) {
                names.add(named.group(2));
            }
        }
        return names;
    }
}

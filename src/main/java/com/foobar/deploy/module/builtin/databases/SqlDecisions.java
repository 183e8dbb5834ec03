package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.question.databases.SqlAnswer;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Optional;

/** What the mysql modules have in common. */
final class SqlDecisions {
    private SqlDecisions() {}

    /** A server that is not there yet may be by the time of the apply: a plan says so, an apply fails. */
    static Optional<Decision> unreachable(TaskContext context, SqlAnswer answer) {
        if (!(answer instanceof SqlAnswer.Unreachable unreachable)) {
            return Optional.empty();
        }
        String message = "unable to connect to the database: " + unreachable.message();
        return Optional.of(
                context.checkMode()
                        ? new Decision.Unknown(
                                "a database server answers on the host", ModuleResult.EMPTY, Optional.of(message))
                        : Decision.failed(message));
    }

    /** A server that is new by the time of the apply cannot be read from yet either. */
    static Optional<Decision> unreadable(TaskContext context, SqlAnswer answer) {
        return answer instanceof SqlAnswer.Fresh
                ? Optional.of(new Decision.Unknown("the database server is installed", ModuleResult.EMPTY))
                : unreachable(context, answer);
    }

    /** The rows; none where the server refused. */
    static List<MapValue> rows(SqlAnswer answer) {
        return answer instanceof SqlAnswer.Rows rows ? rows.rows() : List.of();
    }

    /** A scalar of an argument as text; null is empty. */
    static String text(Value value) {
        return switch (value) {
            case TextValue text -> text.text();
            case IntValue number -> number.number().toString();
            case NullValue _ -> "";
            default -> throw ArgumentProblem.of("expected a string or a number");
        };
    }

    /** The text of a column; empty where it is null or not there. */
    static String column(MapValue row, String name) {
        return row.get(name) instanceof TextValue text ? text.text() : "";
    }
}

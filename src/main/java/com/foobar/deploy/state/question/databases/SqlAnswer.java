package com.foobar.deploy.state.question.databases;

import com.foobar.deploy.value.MapValue;
import java.util.List;

/** What a database says to a statement. */
public sealed interface SqlAnswer {
    /**
     * The rows, columns by name; every value is a text or null. Empty too where the statement gives no rows.
     */
    record Rows(List<MapValue> rows) implements SqlAnswer {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** In a plan: the server is not there yet, and will be new: it holds nothing but what it is delivered with. */
    record Fresh() implements SqlAnswer {}

    /** The server refused the statement. */
    record Refused(int code, String message) implements SqlAnswer {}

    /**
     * No server was reached, or it refused the login.
     *
     * @param code of the client; 127 where there is none
     */
    record Unreachable(int code, String message) implements SqlAnswer {}
}

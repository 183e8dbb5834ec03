package com.foobar.deploy.template;

import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import org.jspecify.annotations.Nullable;

/** What a template has printed so far. While it is one value, the value keeps its type. */
final class RenderedOutput {
    private final StringBuilder text = new StringBuilder();
    private @Nullable Value only;
    private boolean several;
    private boolean secret;
    private boolean trusted = true;

    void print(Value value) {
        if (only == null && !several) {
            only = value;
            return;
        }
        if (only != null) {
            append(only);
            only = null;
            several = true;
        }
        append(value);
    }

    /** Takes the text of a container now: what follows may change it. */
    void settle() {
        if (only instanceof ListValue || only instanceof MapValue) {
            text();
        }
    }

    private void append(Value value) {
        if (value instanceof TextValue part) {
            text.append(part.text());
            secret = secret || part.secret();
            trusted = trusted && part.trusted();
        } else {
            text.append(textOf(value));
            secret = secret || value.holdsSecret();
            trusted = trusted && value.trusted();
        }
    }

    /** How a value looks within a text: as in Python, but that null looks like nothing, as Ansible has it. */
    private static String textOf(Value value) {
        if (value == NullValue.NULL || value.equals(Evaluator.SILENT)) {
            return "";
        }
        if (value == OmitValue.OMIT) {
            throw Operators.type("`omit` leaves out a whole value, and cannot stand within a string");
        }
        return PythonText.str(value);
    }

    /** The value, where one was printed; else the text of all. */
    Value nativeValue() {
        return only == null ? text() : only;
    }

    TextValue text() {
        if (only != null) {
            append(only);
            only = null;
            several = true;
        }
        TextValue made = trusted ? TextValue.trusted(text.toString()) : TextValue.plain(text.toString());
        return secret ? made.withSecret() : made;
    }
}

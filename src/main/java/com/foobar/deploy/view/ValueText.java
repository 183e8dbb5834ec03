package com.foobar.deploy.view;

import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.Value;

/** Values as people read them; secrets are masked, and no control characters of hosts reach a terminal. */
public final class ValueText {
    private ValueText() {}

    public static String oneLine(Value value) {
        return value.holdsSecret()
                ? "[secret]"
                : TerminalText.of(PythonText.str(value).replace("\n", "\\n"));
    }
}

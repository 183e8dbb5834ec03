package com.foobar.deploy.view;

import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.Value;

/** Values as people read them; secrets are masked. */
public final class ValueText {
    private ValueText() {}

    public static String oneLine(Value value) {
        return value.holdsSecret() ? "[secret]" : PythonText.str(value).replace("\n", "\\n");
    }
}

package com.foobar.deploy.value;

/** A value that only lives while an expression is evaluated. */
public non-sealed interface ObjectValue extends Value {
    /** What {@code type_debug} and error messages call it. */
    String typeName();
}

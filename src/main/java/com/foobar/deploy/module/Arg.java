package com.foobar.deploy.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes an argument of a module: the description is the documentation and part of the error message.
 *
 * <p>The argument's name is the component's in snake case. Its type says what is accepted: String, Integer, Long, Boolean
 * (or their primitives), enums (constants in lower case, {@code _} as {@code -} too), {@link com.foobar.deploy.value.Value}
 * (anything, as it is), {@link com.foobar.deploy.value.MapValue}, {@link com.foobar.deploy.value.Secret}, {@link FileMode}, {@code List}
 * of those (a single value and a comma list are accepted too), and {@code Optional} of all these. A component without
 * this annotation is a record of arguments that several modules have.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Arg {
    /** One line for the documentation. */
    String value();

    /** The name, where it is not the component's; {@link ArgumentSpec#REST} takes every name that no other has. */
    String name() default "";

    String[] aliases() default {};

    /** The value where none is given, written as in YAML; without one, a bare component is required. */
    String fallback() default "";

    /** True for the argument that the free form of the module sets ({@code command: ls -l}). */
    boolean freeForm() default false;

    /** True for conditions: the module gets them as they are written, and evaluates them itself. */
    boolean condition() default false;
}

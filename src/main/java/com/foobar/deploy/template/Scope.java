package com.foobar.deploy.template;

import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.Map;
import java.util.Set;

/** The variables an expression sees. Values are raw: texts in them may be templates, evaluated when they are used. */
public interface Scope {
    /** The value of a name, or an {@link UndefinedValue}. */
    Value lookup(String name);

    /** Every name there is, for suggestions and for the {@code vars} and {@code varnames} lookups. */
    Set<String> names();

    /** Where lookups and templates find files. */
    FileSearch files();

    static Scope of(Map<String, Value> variables, FileSearch files) {
        return new Scope() {
            @Override
            public Value lookup(String name) {
                Value value = variables.get(name);
                return value == null ? UndefinedValue.of(name) : value;
            }

            @Override
            public Set<String> names() {
                return variables.keySet();
            }

            @Override
            public FileSearch files() {
                return files;
            }
        };
    }

    /** This scope with some names defined over it. */
    default Scope with(Map<String, Value> inner) {
        return inner.isEmpty() ? this : new LayeredScope(this, inner);
    }
}

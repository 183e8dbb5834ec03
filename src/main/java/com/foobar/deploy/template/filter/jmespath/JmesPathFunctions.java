package com.foobar.deploy.template.filter.jmespath;

import io.burt.jmespath.Adapter;
import io.burt.jmespath.JmesPathType;
import io.burt.jmespath.function.ArgumentConstraints;
import io.burt.jmespath.function.BaseFunction;
import io.burt.jmespath.function.FunctionArgument;
import io.burt.jmespath.function.FunctionRegistry;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/** Functions of JMESPath of which the library's own are not exact. */
final class JmesPathFunctions {
    private JmesPathFunctions() {}

    static FunctionRegistry all() {
        return FunctionRegistry.defaultRegistry().extend(new Length(), new ToNumber());
    }

    /** Of a text in characters, where the library counts some twice. */
    private static final class Length extends BaseFunction {
        Length() {
            super("length", ArgumentConstraints.typeOf(JmesPathType.STRING, JmesPathType.ARRAY, JmesPathType.OBJECT));
        }

        @Override
        protected <T> T callFunction(Adapter<T> runtime, List<FunctionArgument<T>> arguments) {
            T subject = arguments.getFirst().value();
            return runtime.createNumber(
                    runtime.typeOf(subject) == JmesPathType.STRING
                            ? runtime.toString(subject).codePoints().count()
                            : (long) runtime.toList(subject).size());
        }
    }

    /** Of any size, where the library stops at 64 bits, and of what Python takes for a number, not Java. */
    private static final class ToNumber extends BaseFunction {
        private static final Pattern WHOLE = Pattern.compile("[-+]?\\d+");
        private static final Pattern REAL = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

        ToNumber() {
            super("to_number", ArgumentConstraints.anyValue());
        }

        @Override
        protected <T> T callFunction(Adapter<T> runtime, List<FunctionArgument<T>> arguments) {
            T subject = arguments.getFirst().value();
            return switch (runtime.typeOf(subject)) {
                case NUMBER -> subject;
                case STRING -> read(runtime, runtime.toString(subject).strip());
                case BOOLEAN, ARRAY, OBJECT, NULL -> runtime.createNull();
            };
        }

        private static <T> T read(Adapter<T> runtime, String text) {
            if (WHOLE.matcher(text).matches()) {
                return runtime.parseString(new BigInteger(text).toString());
            }
            return REAL.matcher(text).matches()
                    ? runtime.parseString(Double.toString(Double.parseDouble(text)))
                    : runtime.createNull();
        }
    }
}

package dev.idempotency.key;

import io.burt.jmespath.Adapter;
import io.burt.jmespath.JmesPathType;
import io.burt.jmespath.function.ArgumentConstraints;
import io.burt.jmespath.function.BaseFunction;
import io.burt.jmespath.function.FunctionArgument;
import io.burt.jmespath.function.FunctionRegistry;
import java.util.List;

/**
 * The functions that expressions can call: those of the JMESPath specification, and {@link PowertoolsFunction three
 * more}.
 *
 * <p>A few are written anew, since the library's look at how a value is stored rather than at the value:
 * {@code contains} takes 1 and 1.0 for different, {@code length} counts UTF-16 units, and {@code to_number} takes
 * 2^53 and 2^53 + 1 for equal.
 */
final class KeyFunctions {

    private KeyFunctions() {}

    /** All of them, by name. */
    static FunctionRegistry registry() {
        return FunctionRegistry.defaultRegistry()
                .extend(new Contains(), new Length(), new ToNumber())
                .extend(PowertoolsFunction.all());
    }

    private static final class Contains extends BaseFunction {

        Contains() {
            super(
                    "contains",
                    ArgumentConstraints.typeOf(JmesPathType.ARRAY, JmesPathType.STRING),
                    ArgumentConstraints.anyValue());
        }

        @Override
        protected <T> T callFunction(Adapter<T> runtime, List<FunctionArgument<T>> arguments) {
            T subject = arguments.get(0).value();
            T wanted = arguments.get(1).value();
            if (runtime.typeOf(subject) == JmesPathType.ARRAY) {
                return runtime.createBoolean(
                        runtime.toList(subject).stream().anyMatch(element -> runtime.compare(element, wanted) == 0));
            }
            return runtime.createBoolean(runtime.typeOf(wanted) == JmesPathType.STRING
                    && runtime.toString(subject).contains(runtime.toString(wanted)));
        }
    }

    private static final class Length extends BaseFunction {

        Length() {
            super("length", ArgumentConstraints.typeOf(JmesPathType.STRING, JmesPathType.ARRAY, JmesPathType.OBJECT));
        }

        @Override
        protected <T> T callFunction(Adapter<T> runtime, List<FunctionArgument<T>> arguments) {
            T subject = arguments.get(0).value();
            if (runtime.typeOf(subject) == JmesPathType.STRING) {
                String text = runtime.toString(subject);
                return runtime.createNumber((long) text.codePointCount(0, text.length()));
            }
            return runtime.createNumber((long) runtime.toList(subject).size());
        }
    }

    private static final class ToNumber extends BaseFunction {

        ToNumber() {
            super("to_number", ArgumentConstraints.anyValue());
        }

        @Override
        protected <T> T callFunction(Adapter<T> runtime, List<FunctionArgument<T>> arguments) {
            T subject = arguments.get(0).value();
            return switch (runtime.typeOf(subject)) {
                case NUMBER -> subject;
                case STRING -> read(runtime, runtime.toString(subject));
                default -> runtime.createNull();
            };
        }

        private static <T> T read(Adapter<T> runtime, String text) {
            try {
                T value = runtime.parseString(text);
                return runtime.typeOf(value) == JmesPathType.NUMBER ? value : runtime.createNull();
            } catch (UnusablePayloadException e) {
                return runtime.createNull();
            }
        }
    }
}

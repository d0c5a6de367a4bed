package dev.idempotency.key;

import io.burt.jmespath.Adapter;
import io.burt.jmespath.JmesPathType;
import io.burt.jmespath.function.ArgumentConstraints;
import io.burt.jmespath.function.BaseFunction;
import io.burt.jmespath.function.Function;
import io.burt.jmespath.function.FunctionArgument;
import java.util.List;

/**
 * A function of one text that has something else in it, with the name and the meaning that Powertools for AWS Lambda
 * gives it.
 *
 * <ul>
 *   <li>{@code powertools_json(text)}: the value that the JSON text stands for;
 *   <li>{@code powertools_base64(text)}: the UTF-8 text in base64;
 *   <li>{@code powertools_base64_gzip(text)}: the UTF-8 text, zipped, in base64.
 * </ul>
 *
 * <p>Null gives null, so that an absent {@code body} in {@code powertools_json(body).id} makes the key missing rather
 * than the call fail. Any other argument than a text is refused, and so is a text that cannot be decoded.
 */
abstract class PowertoolsFunction extends BaseFunction {

    private PowertoolsFunction(String name) {
        super(name, ArgumentConstraints.typeOf(JmesPathType.STRING, JmesPathType.NULL));
    }

    /** One of each. */
    static Function[] all() {
        return new Function[] {new Json(), new Base64Text(), new Base64GzipText()};
    }

    @Override
    protected final <T> T callFunction(Adapter<T> runtime, List<FunctionArgument<T>> arguments) {
        T argument = arguments.get(0).value();
        if (runtime.typeOf(argument) == JmesPathType.NULL) {
            return argument;
        }
        try {
            return decode(runtime, runtime.toString(argument));
        } catch (UnusablePayloadException e) {
            throw new UnusablePayloadException(name() + ": " + e.getMessage());
        }
    }

    abstract <T> T decode(Adapter<T> runtime, String text);

    private static final class Json extends PowertoolsFunction {

        Json() {
            super("powertools_json");
        }

        @Override
        <T> T decode(Adapter<T> runtime, String text) {
            return runtime.parseString(text);
        }
    }

    private static final class Base64Text extends PowertoolsFunction {

        Base64Text() {
            super("powertools_base64");
        }

        @Override
        <T> T decode(Adapter<T> runtime, String text) {
            return runtime.createString(EncodedText.base64(text));
        }
    }

    private static final class Base64GzipText extends PowertoolsFunction {

        Base64GzipText() {
            super("powertools_base64_gzip");
        }

        @Override
        <T> T decode(Adapter<T> runtime, String text) {
            return runtime.createString(EncodedText.base64Gzip(text));
        }
    }
}

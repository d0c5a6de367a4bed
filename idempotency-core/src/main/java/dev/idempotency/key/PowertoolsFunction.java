package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;
import io.burt.jmespath.Adapter;
import io.burt.jmespath.JmesPathType;
import io.burt.jmespath.function.ArgumentConstraints;
import io.burt.jmespath.function.BaseFunction;
import io.burt.jmespath.function.Function;
import io.burt.jmespath.function.FunctionArgument;
import java.util.Arrays;
import java.util.List;

/** A {@link Decoding} as a function of jmespath-java. */
final class PowertoolsFunction extends BaseFunction {

    private final Decoding decoding;

    private PowertoolsFunction(Decoding decoding) {
        super(decoding.function(), ArgumentConstraints.typeOf(JmesPathType.STRING, JmesPathType.NULL));
        this.decoding = decoding;
    }

    /** One of each. */
    static Function[] all() {
        return Arrays.stream(Decoding.values()).map(PowertoolsFunction::new).toArray(Function[]::new);
    }

    /** The runtime's values are Jackson's: {@link JmesPathRuntime} is the only one there is. */
    @Override
    @SuppressWarnings("unchecked")
    protected <T> T callFunction(Adapter<T> runtime, List<FunctionArgument<T>> arguments) {
        return (T) decoding.of((JsonNode) arguments.get(0).value());
    }
}

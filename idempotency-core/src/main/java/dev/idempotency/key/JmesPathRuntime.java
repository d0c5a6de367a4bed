package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;
import io.burt.jmespath.RuntimeConfiguration;
import io.burt.jmespath.function.Function;
import io.burt.jmespath.jackson.JacksonRuntime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * What JMESPath expressions mean for Jackson trees, by value: jmespath-java's runtime, without what would make equal
 * payloads differ or different ones look equal.
 *
 * <p>Numbers are compared exactly, members come in the order of their names, a value turned into text has the
 * canonical form, and arithmetic (which is that of {@code double}) is refused where it would lose digits.
 */
final class JmesPathRuntime extends JacksonRuntime {

    /** From here on, neighbouring integers are the same {@code double}. */
    private static final double INEXACT = 1L << 53;

    JmesPathRuntime() {
        super(RuntimeConfiguration.builder()
                .withFunctionRegistry(KeyFunctions.registry())
                .build());
    }

    /** Reads text as {@link EmbeddedJson} does, also for the literals of an expression. */
    @Override
    public JsonNode parseString(String text) {
        return EmbeddedJson.parse(text);
    }

    @Override
    public String toString(JsonNode value) {
        return value.isTextual() ? value.textValue() : CanonicalForm.text(value);
    }

    @Override
    public int compare(JsonNode left, JsonNode right) {
        if (left.isContainerNode()) {
            return left.equals(JmesPathRuntime::compareScalars, right) ? 0 : -1;
        }
        return compareScalars(left, right);
    }

    /** An order among numbers and among texts; everything else is equal or not. */
    private static int compareScalars(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return CanonicalNumber.exact(left).compareTo(CanonicalNumber.exact(right));
        }
        if (left.isTextual() && right.isTextual()) {
            return left.textValue().compareTo(right.textValue());
        }
        return left.equals(right) ? 0 : -1;
    }

    @Override
    public List<JsonNode> toList(JsonNode value) {
        if (!value.isObject()) {
            return super.toList(value);
        }
        List<JsonNode> values = new ArrayList<>(value.size());
        for (String name : sortedNames(value)) {
            values.add(value.get(name));
        }
        return values;
    }

    @Override
    public Collection<JsonNode> getPropertyNames(JsonNode value) {
        List<JsonNode> names = new ArrayList<>(value.size());
        for (String name : sortedNames(value)) {
            names.add(createString(name));
        }
        return names;
    }

    @Override
    public Number toNumber(JsonNode value) {
        return requireExact(CanonicalNumber.exact(value).doubleValue());
    }

    @Override
    public JsonNode createNumber(double value) {
        return super.createNumber(requireExact(value));
    }

    @Override
    public JsonNode handleArgumentTypeError(Function function, String expectedType, String actualType) {
        throw new UnusablePayloadException(
                "the function " + function.name() + " needs " + expectedType + " and meets " + actualType);
    }

    private static double requireExact(double value) {
        if (Math.abs(value) >= INEXACT) {
            throw new UnusablePayloadException("arithmetic on a number of 2^53 or more would lose digits");
        }
        return value;
    }

    private static List<String> sortedNames(JsonNode object) {
        List<String> names = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        return names;
    }
}

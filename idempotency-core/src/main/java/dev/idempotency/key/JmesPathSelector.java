package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;
import io.burt.jmespath.Expression;
import io.burt.jmespath.parser.ParseError;
import io.burt.jmespath.parser.ParseException;

/**
 * Selects by a <a href="https://jmespath.org/specification.html">JMESPath</a> expression, compiled once.
 *
 * <p>The evaluation is jmespath-java's, corrected by {@link JmesPathRuntime} and confined to the {@link TrustedSubset}.
 * Immutable and safe for use by any number of threads.
 */
final class JmesPathSelector implements KeySelector {

    private static final int LONGEST_QUOTE = 200;

    private final String option;
    private final Expression<JsonNode> expression;

    JmesPathSelector(String option, Expression<JsonNode> expression) {
        this.option = option;
        this.expression = expression;
    }

    /**
     * Compiles an expression.
     *
     * @param option name of the configuration option that it comes from, for the messages
     * @throws IllegalArgumentException if it is not a JMESPath expression, or not in the trusted subset
     */
    static JmesPathSelector compile(String option, String expression) {
        JmesPathRuntime runtime = new JmesPathRuntime();
        try {
            TrustedSubset.check(expression, runtime);
            return new JmesPathSelector(option, runtime.compile(expression));
        } catch (UntrustedExpressionException e) {
            throw rejected(option, expression, e.reason());
        } catch (ParseException e) {
            throw rejected(option, expression, "is not a JMESPath expression: " + firstError(e));
        } catch (UnusablePayloadException e) {
            throw rejected(option, expression, "has a literal that cannot be used: " + e.getMessage());
        } catch (RuntimeException e) {
            throw rejected(option, expression, "cannot be compiled: " + e);
        }
    }

    @Override
    public JsonNode select(JsonNode payload) {
        try {
            return expression.search(payload);
        } catch (UnusablePayloadException e) {
            throw new UnusablePayloadException(option + ": " + e.getMessage());
        } catch (RuntimeException e) {
            throw new UnusablePayloadException(option + ": the expression cannot be evaluated ("
                    + e.getClass().getName() + ')');
        }
    }

    private static IllegalArgumentException rejected(String option, String expression, String reason) {
        String quote =
                expression.length() > LONGEST_QUOTE ? expression.substring(0, LONGEST_QUOTE) + "..." : expression;
        return new IllegalArgumentException(option + " \"" + quote + "\" " + reason);
    }

    private static String firstError(ParseException e) {
        ParseError error = e.iterator().next();
        String hint = error.message().contains("token recognition")
                ? "; names of other characters than letters, digits and _ are quoted, as in headers.\"x-request-id\""
                : "";
        return error.message() + " at position " + error.position() + hint;
    }
}

package dev.idempotency.key;

import dev.idempotency.key.ExpressionChain.Kind;
import dev.idempotency.key.ExpressionChain.Step;
import io.burt.jmespath.antlr.v4.runtime.ParserRuleContext;
import io.burt.jmespath.parser.JmesPathParser.IdentifierContext;
import io.burt.jmespath.parser.JmesPathParser.NotExpressionContext;
import io.burt.jmespath.parser.JmesPathParser.RawStringExpressionContext;
import java.util.List;

/**
 * The part of JMESPath that jmespath-java answers rightly, as its compliance cases and the comparison with a reference
 * evaluation show. The rest is refused, since a wrong slice is a wrong key:
 *
 * <ul>
 *   <li>slices;
 *   <li>a wildcard over an object, a flattening, or a filter that holds for null, where nothing after it drops the
 *       nulls that the library keeps, see {@link NullLeak};
 *   <li>{@code !a.b}, which the library takes for {@code !(a.b)} and others for {@code (!a).b};
 *   <li>a filter after a filter, and a step after the multi-select of a projection, which the library takes for each
 *       element and others for the result as a whole;
 *   <li>{@code \\} in a raw string, which is one backslash to the library and two to others;
 *   <li>a quoted name that is not a JSON string.
 * </ul>
 */
final class TrustedSubset {

    private final NullLeak nullLeak;

    private TrustedSubset(NullLeak nullLeak) {
        this.nullLeak = nullLeak;
    }

    /**
     * Checks an expression.
     *
     * @throws UntrustedExpressionException if it is not in the subset
     * @throws io.burt.jmespath.parser.ParseException if it is malformed
     */
    static void check(String expression, JmesPathRuntime runtime) {
        new TrustedSubset(new NullLeak(runtime)).check(ExpressionSource.parse(expression));
    }

    private void check(ParserRuleContext part) {
        if (part instanceof NotExpressionContext negation) {
            checkNegation(negation);
        } else if (part instanceof RawStringExpressionContext string) {
            checkRawString(string);
        } else if (part instanceof IdentifierContext name && name.STRING() != null) {
            checkQuotedName(name);
        } else if (ExpressionChain.longestFrom(part) == part) {
            checkChain(ExpressionChain.of(part));
        }
        for (int i = 0; i < part.getChildCount(); i++) {
            if (part.getChild(i) instanceof ParserRuleContext child) {
                check(child);
            }
        }
    }

    private static void checkNegation(NotExpressionContext negation) {
        if (ExpressionChain.headOf(negation.expression()) != null) {
            throw untrusted(
                    ExpressionSource.text(negation), "can be read in two ways; put what it negates in parentheses");
        }
    }

    private static void checkRawString(RawStringExpressionContext string) {
        if (string.getText().contains("\\\\")) {
            throw untrusted(string.getText(), "can be read in two ways; write it as a JSON string in backticks");
        }
    }

    private static void checkQuotedName(IdentifierContext name) {
        try {
            EmbeddedJson.parse(name.getText());
        } catch (UnusablePayloadException e) {
            throw untrusted(name.getText(), "is not a JSON string, as a quoted name has to be");
        }
    }

    private void checkChain(ExpressionChain chain) {
        for (int i = 0; i < chain.steps().size(); i++) {
            Step step = chain.steps().get(i);
            String quote = ExpressionSource.text(chain.source(), step.source());
            if (step.kind() == Kind.SLICE) {
                throw untrusted(quote, "is a slice, answered wrongly here; use indexes or a filter");
            }
            if (step.kind() == Kind.FILTER && ExpressionChain.any(chain.before(i), Kind.FILTER)) {
                throw untrusted(quote, "filters twice and can be read in two ways; use && or put a pipe between");
            }
            if (step.kind() == Kind.MULTI_SELECT && isProjected(chain.before(i)) && goesOn(chain.after(i))) {
                throw untrusted(quote, "goes on and can be read in two ways; put a pipe after it");
            }
            if (nullLeak.isAt(i, chain)) {
                throw untrusted(quote, "keeps nulls that JMESPath drops; add a member to it, or write (... | [*])");
            }
        }
    }

    private static boolean isProjected(List<Step> before) {
        return !before.isEmpty() && before.get(before.size() - 1).kind().isProjection();
    }

    /** A flattening ends the projection for everyone. */
    private static boolean goesOn(List<Step> after) {
        return !after.isEmpty() && after.get(0).kind() != Kind.FLATTEN;
    }

    private static UntrustedExpressionException untrusted(String quote, String reason) {
        return new UntrustedExpressionException("contains \"" + quote + "\", which " + reason);
    }
}

package dev.idempotency.key;

import io.burt.jmespath.antlr.v4.runtime.BufferedTokenStream;
import io.burt.jmespath.antlr.v4.runtime.ParserRuleContext;
import io.burt.jmespath.antlr.v4.runtime.Token;
import io.burt.jmespath.antlr.v4.runtime.misc.Interval;
import io.burt.jmespath.parser.JmesPathParser;
import io.burt.jmespath.parser.ParseErrorAccumulator;
import io.burt.jmespath.parser.ParseException;
import io.burt.jmespath.util.AntlrHelper;

/** The text of a JMESPath expression and the syntax tree over it, in the terms of jmespath-java's grammar. */
final class ExpressionSource {

    private static final int MOST_CHARACTERS = 10_000;

    /** Parser and evaluation recurse by the token and by the level; half a MiB of stack is enough for so many. */
    private static final int MOST_TOKENS = 500;

    private static final int MOST_LEVELS = 50;

    private ExpressionSource() {}

    /**
     * Parses an expression.
     *
     * @throws UntrustedExpressionException if it is blank, or too long or too deep to be parsed safely
     * @throws ParseException if it is malformed
     */
    static ParserRuleContext parse(String expression) {
        if (expression.isBlank()) {
            throw new UntrustedExpressionException("is blank");
        }
        requireAtMost(MOST_CHARACTERS, expression.length(), "characters");
        ParseErrorAccumulator errors = new ParseErrorAccumulator();
        JmesPathParser parser = AntlrHelper.createParser(expression, errors);
        requireModest((BufferedTokenStream) parser.getTokenStream());
        ParserRuleContext tree = parser.jmesPathExpression();
        if (!errors.isEmpty()) {
            throw new ParseException(expression, errors);
        }
        return tree;
    }

    /** What was written there, white space included. */
    static String text(ParserRuleContext part) {
        return text(part, part);
    }

    /** What was written from the start of one part to the end of another. */
    static String text(ParserRuleContext from, ParserRuleContext to) {
        return from.getStart()
                .getInputStream()
                .getText(Interval.of(
                        from.getStart().getStartIndex(), to.getStop().getStopIndex()));
    }

    private static void requireModest(BufferedTokenStream tokens) {
        tokens.fill();
        requireAtMost(MOST_TOKENS, tokens.size(), "tokens");
        int level = 0;
        for (Token token : tokens.getTokens()) {
            level += nesting(token.getText());
            requireAtMost(MOST_LEVELS, level, "levels of nesting");
        }
    }

    private static void requireAtMost(int most, int count, String what) {
        if (count > most) {
            throw new UntrustedExpressionException("has more than " + most + ' ' + what);
        }
    }

    /** A negation counts as a level, though nothing closes it: there is no use for many of them. */
    private static int nesting(String token) {
        return switch (token) {
            case "(", "[", "[?", "{", "!" -> 1;
            case ")", "]", "}" -> -1;
            default -> 0;
        };
    }
}

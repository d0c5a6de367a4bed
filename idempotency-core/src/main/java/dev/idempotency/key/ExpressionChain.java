package dev.idempotency.key;

import io.burt.jmespath.antlr.v4.runtime.ParserRuleContext;
import io.burt.jmespath.antlr.v4.runtime.tree.ParseTree;
import io.burt.jmespath.parser.JmesPathParser.BracketExpressionContext;
import io.burt.jmespath.parser.JmesPathParser.BracketFlattenContext;
import io.burt.jmespath.parser.JmesPathParser.BracketSliceContext;
import io.burt.jmespath.parser.JmesPathParser.BracketStarContext;
import io.burt.jmespath.parser.JmesPathParser.BracketedExpressionContext;
import io.burt.jmespath.parser.JmesPathParser.ChainExpressionContext;
import io.burt.jmespath.parser.JmesPathParser.FunctionExpressionContext;
import io.burt.jmespath.parser.JmesPathParser.IdentifierContext;
import io.burt.jmespath.parser.JmesPathParser.MultiSelectHashContext;
import io.burt.jmespath.parser.JmesPathParser.MultiSelectListContext;
import io.burt.jmespath.parser.JmesPathParser.SelectContext;
import io.burt.jmespath.parser.JmesPathParser.WildcardContext;
import io.burt.jmespath.parser.JmesPathParser.WildcardExpressionContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain such as {@code a.b[*].c}: steps that each take what the one before gives.
 *
 * @param source the whole of it
 * @param hasHead whether the first step is taken on the value of a name, literal, call or parenthesis in front of it,
 *     rather than on the current value
 * @param steps the steps; none where the source is no chain
 */
record ExpressionChain(ParserRuleContext source, boolean hasHead, List<Step> steps) {

    /** A step and where it is written. */
    record Step(Kind kind, ParserRuleContext source) {}

    /** What a step does. */
    enum Kind {
        MEMBER,
        INDEX,
        SLICE,
        CALL,
        MULTI_SELECT,
        LIST_WILDCARD,
        OBJECT_WILDCARD,
        FLATTEN,
        FILTER;

        /** Whether the steps that follow are taken for each element. */
        boolean isProjection() {
            return this == LIST_WILDCARD || this == OBJECT_WILDCARD || this == FLATTEN || this == FILTER;
        }
    }

    /** The chain that ends with the given part. */
    static ExpressionChain of(ParserRuleContext part) {
        List<Step> steps = new ArrayList<>();
        ParserRuleContext rest = part;
        for (ParserRuleContext head = headOf(rest); head != null; head = headOf(rest)) {
            steps.add(lastStep(rest));
            rest = head;
        }
        boolean headless = rest instanceof WildcardExpressionContext || rest instanceof BracketExpressionContext;
        if (headless) {
            steps.add(step(rest.getChild(0)));
        }
        Collections.reverse(steps);
        return new ExpressionChain(part, !headless, steps);
    }

    /** What the last step of a chain is taken on; {@code null} for something else than a chain. */
    static @Nullable ParserRuleContext headOf(@Nullable ParserRuleContext chain) {
        if (chain instanceof ChainExpressionContext dotted) {
            return dotted.expression();
        }
        return chain instanceof BracketedExpressionContext bracketed ? bracketed.expression() : null;
    }

    /** The longest chain that begins with the given part. */
    static ParserRuleContext longestFrom(ParserRuleContext part) {
        ParserRuleContext longest = part;
        while (headOf(longest.getParent()) == longest) {
            longest = longest.getParent();
        }
        return longest;
    }

    /** Whether there is a step of the given kind among them. */
    static boolean any(List<Step> steps, Kind kind) {
        return steps.stream().anyMatch(step -> step.kind() == kind);
    }

    /** The steps in front of the one with the given index. */
    List<Step> before(int index) {
        return steps.subList(0, index);
    }

    /** The steps behind the one with the given index. */
    List<Step> after(int index) {
        return steps.subList(index + 1, steps.size());
    }

    private static Step lastStep(ParserRuleContext chain) {
        return chain instanceof ChainExpressionContext dotted
                ? step(dotted.chainedExpression().getChild(0))
                : step(((BracketedExpressionContext) chain).bracketSpecifier());
    }

    private static Step step(ParseTree source) {
        return new Step(kind(source), (ParserRuleContext) source);
    }

    private static Kind kind(ParseTree source) {
        if (source instanceof BracketStarContext) {
            return Kind.LIST_WILDCARD;
        } else if (source instanceof WildcardContext) {
            return Kind.OBJECT_WILDCARD;
        } else if (source instanceof BracketFlattenContext) {
            return Kind.FLATTEN;
        } else if (source instanceof SelectContext) {
            return Kind.FILTER;
        } else if (source instanceof BracketSliceContext) {
            return Kind.SLICE;
        } else if (source instanceof FunctionExpressionContext) {
            return Kind.CALL;
        } else if (source instanceof MultiSelectListContext || source instanceof MultiSelectHashContext) {
            return Kind.MULTI_SELECT;
        }
        return source instanceof IdentifierContext ? Kind.MEMBER : Kind.INDEX;
    }
}

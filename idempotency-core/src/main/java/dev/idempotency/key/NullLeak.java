package dev.idempotency.key;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.idempotency.key.ExpressionChain.Kind;
import dev.idempotency.key.ExpressionChain.Step;
import io.burt.jmespath.antlr.v4.runtime.ParserRuleContext;
import io.burt.jmespath.parser.JmesPathParser.ParenExpressionContext;
import io.burt.jmespath.parser.JmesPathParser.PipeExpressionContext;
import io.burt.jmespath.parser.JmesPathParser.SelectContext;
import java.util.List;

/**
 * Finds where nulls stay that JMESPath drops: it drops them from the result of every projection, jmespath-java only
 * where a further step is taken for each element.
 *
 * <p>{@code a[]} alone keeps them, {@code a[].id} does not, and neither does {@code a[] | [*]}.
 */
final class NullLeak {

    private final JmesPathRuntime runtime;

    NullLeak(JmesPathRuntime runtime) {
        this.runtime = runtime;
    }

    /** Whether nulls that the given step of the chain leaves are still there in the end, or are passed to a function. */
    boolean isAt(int index, ExpressionChain chain) {
        Step step = chain.steps().get(index);
        if (!leavesNulls(step)) {
            return false;
        }
        List<Step> after = chain.after(index);
        if (after.isEmpty()) {
            boolean inProjection = step.kind() != Kind.FLATTEN
                    && chain.before(index).stream()
                            .anyMatch(earlier -> earlier.kind().isProjection());
            return inProjection || !areDroppedAround(chain.source());
        }
        return after.get(0).kind() == Kind.FLATTEN && ExpressionChain.any(after, Kind.CALL);
    }

    private boolean leavesNulls(Step step) {
        return switch (step.kind()) {
            case OBJECT_WILDCARD, FLATTEN -> true;
            case FILTER -> holdsForNull((SelectContext) step.source());
            default -> false;
        };
    }

    /** A condition sees nothing but the element, so what it says of null is known beforehand. */
    private boolean holdsForNull(SelectContext filter) {
        try {
            String condition = ExpressionSource.text(filter.expression());
            return runtime.isTruthy(runtime.compile(condition).search(NullNode.instance));
        } catch (UnusablePayloadException e) {
            return false;
        }
    }

    private boolean areDroppedAround(ParserRuleContext part) {
        ParserRuleContext parent = part.getParent();
        if (parent instanceof ParenExpressionContext) {
            ParserRuleContext longest = ExpressionChain.longestFrom(parent);
            return longest == parent
                    ? areDroppedAround(parent)
                    : areDroppedBy(ExpressionChain.of(longest).steps());
        }
        if (parent instanceof PipeExpressionContext pipe) {
            ExpressionChain next = ExpressionChain.of(pipe.expression(1));
            return part == next.source() ? areDroppedAround(pipe) : !next.hasHead() && areDroppedBy(next.steps());
        }
        return false;
    }

    private boolean areDroppedBy(List<Step> steps) {
        Step first = steps.get(0);
        boolean dropping = first.kind() == Kind.LIST_WILDCARD || (first.kind() == Kind.FILTER && !leavesNulls(first));
        return dropping && !ExpressionChain.any(steps, Kind.CALL);
    }
}

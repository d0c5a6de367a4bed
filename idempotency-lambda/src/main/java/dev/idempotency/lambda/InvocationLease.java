package dev.idempotency.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;

/** How long a claim of one invocation lasts: Lambda ends the invocation, and with it the owner, at a time it tells. */
final class InvocationLease {

    /** Clocks of two invocations differ, and the end of one takes a moment: a retry had better come a second late. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private InvocationLease() {}

    static Duration of(Context context) {
        return Duration.ofMillis(Math.max(0, context.getRemainingTimeInMillis()))
                .plus(MARGIN);
    }
}

package dev.idempotency;

/**
 * Decides what becomes of the claim when the function throws.
 *
 * <p>Release what had no effect and may succeed the next time, record what would fail the same way again, hold what may
 * have had an effect that must not be doubled. A policy that itself throws holds the claim.
 */
@FunctionalInterface
public interface FailurePolicy {

    /** Releases every failure but a {@link VirtualMachineError}, after which nothing is certain and the claim is held. */
    FailurePolicy DEFAULT =
            failure -> failure instanceof VirtualMachineError ? FailureAction.HOLD : FailureAction.RELEASE;

    /** What to do after the given failure. */
    FailureAction on(Throwable failure);
}

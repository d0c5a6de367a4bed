package dev.idempotency;

import dev.idempotency.codec.ResponseCodec;
import dev.idempotency.codec.ResponseCodecException;
import dev.idempotency.error.IdempotencyResponseNotStoredException;
import dev.idempotency.persistence.IdempotencyRecord;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The owner's part of a call: run the function under a claim, then complete the claim or give it up. */
final class OwnedRun<R extends @Nullable Object> {

    private static final Logger LOG = LoggerFactory.getLogger(OwnedRun.class);

    private final IdempotencyRecord claim;
    private final ResponseCodec<R> codec;
    private final Settings settings;

    OwnedRun(IdempotencyRecord claim, ResponseCodec<R> codec, Settings settings) {
        this.claim = claim;
        this.codec = codec;
        this.settings = settings;
    }

    <X extends Exception> R run(ThrowingSupplier<R, X> function) throws X {
        R result;
        try {
            result = function.get();
        } catch (Throwable failure) {
            giveUp(failure);
            throw failure;
        }
        complete(result);
        return result;
    }

    /** The caller gets the function's own failure, whatever becomes of the claim: one that stays ends with its lease. */
    private void giveUp(Throwable failure) {
        if (failure instanceof VirtualMachineError) {
            return;
        }
        String owner = Objects.requireNonNull(claim.owner());
        try {
            atStore(() -> settings.store().release(claim.key(), owner));
        } catch (Throwable storeFailure) {
            failure.addSuppressed(storeFailure);
        }
    }

    /** A result that cannot be encoded still completes the claim, so that nothing runs twice for it. */
    private void complete(R result) {
        String response = null;
        Exception problem = null;
        try {
            response = codec.encode(result);
        } catch (ResponseCodecException e) {
            problem = e;
        }
        IdempotencyRecord completed = claim.completed(response, settings.now().plus(settings.expiresAfter()));
        try {
            atStore(() -> settings.store().complete(completed));
        } catch (RuntimeException e) {
            problem = e;
        }
        if (problem != null) {
            reportNotStored(result, problem);
        }
    }

    private void reportNotStored(R result, Exception problem) {
        if (settings.onCompletionFailure() == CompletionFailure.THROW) {
            throw new IdempotencyResponseNotStoredException(claim.key(), result, problem);
        }
        LOG.error("Ran, but the result could not be stored: {}", claim.key(), problem);
    }

    /**
     * Makes the store's last write of the call. A thread interrupted by now would have the write aborted by an
     * interruptible client, and the function would run again: the interrupt waits until after the write.
     */
    private void atStore(BooleanSupplier write) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!write.getAsBoolean()) {
                LOG.warn("Lease lost while running, another call may have run too: {}", claim.key());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package dev.idempotency.testkit;

import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.IdempotencyRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stores in which a step does more than it should, less, or not all of it at once. */
final class FaultySteps {

    private FaultySteps() {}

    /** Between a read and the write that rests on it, somebody else gets the time to write. */
    private abstract static class TwoSteps extends MapStore {

        private static final long PATIENCE_NANOS = 10_000_000;

        void letOthersIn(String key, @Nullable IdempotencyRecord seen) {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (Objects.equals(read(key), seen) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
        }
    }

    static final class ClaimsInTwoSteps extends TwoSteps {

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the bug
        public Acquisition acquire(IdempotencyRecord claim, Instant now) {
            IdempotencyRecord existing = read(claim.key());
            Acquisition answer = answer(existing, claim, now);
            if (answer instanceof Acquired) {
                letOthersIn(claim.key(), existing);
                write(claim);
            }
            return answer;
        }
    }

    static final class CompletesInTwoSteps extends TwoSteps {

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the bug
        public boolean complete(IdempotencyRecord completed) {
            IdempotencyRecord existing = read(completed.key());
            letOthersIn(completed.key(), existing);
            return replace(existing, completed, isCompletable);
        }
    }

    static final class ReadsBeforeTheWriteIsVisible extends MapStore {

        private final Map<String, Optional<IdempotencyRecord>> visible = new ConcurrentHashMap<>();

        @Override
        public synchronized Optional<IdempotencyRecord> find(String key) {
            return visible.getOrDefault(key, Optional.empty());
        }

        @Override
        void write(IdempotencyRecord record) {
            visible.put(record.key(), Optional.ofNullable(read(record.key())));
            super.write(record);
        }
    }

    static final class DeletesOnRead extends MapStore {

        @Override
        public synchronized Optional<IdempotencyRecord> find(String key) {
            Optional<IdempotencyRecord> found = super.find(key);
            delete(key);
            return found;
        }
    }

    static final class WritesRefusedClaims extends MapStore {

        @Override
        public synchronized Acquisition acquire(IdempotencyRecord claim, Instant now) {
            Acquisition answer = super.acquire(claim, now);
            write(claim);
            return answer;
        }
    }

    static final class TakesTheClaimForWhatItReplaced extends MapStore {

        @Override
        public synchronized Acquisition acquire(IdempotencyRecord claim, Instant now) {
            Acquisition answer = super.acquire(claim, now);
            return answer instanceof Acquired ? new Acquired(claim) : answer;
        }
    }

    static final class RenewsTheLeaseOnly extends MapStore {

        @Override
        public synchronized boolean renew(IdempotencyRecord claim) {
            IdempotencyRecord existing = read(claim.key());
            return existing != null
                    && claim.leaseUntil() != null
                    && super.renew(claim.renewed(claim.leaseUntil(), existing.expiresAt()));
        }
    }

    static final class KeepsReleasedRecords extends MapStore {

        @Override
        void delete(String key) {}
    }

    static final class CompletesWhatIsNotThere extends MapStore {

        @Override
        public synchronized boolean complete(IdempotencyRecord completed) {
            if (read(completed.key()) == null) {
                write(completed);
            }
            return super.complete(completed);
        }
    }

    static final class KeepsWhatACompletionLacks extends MapStore {

        @Override
        public synchronized boolean complete(IdempotencyRecord completed) {
            IdempotencyRecord existing = read(completed.key());
            String kept = existing == null ? null : existing.response();
            return super.complete(
                    completed.response() == null ? completed.completed(kept, completed.expiresAt()) : completed);
        }
    }
}

package dev.idempotency.testkit;

import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.IdempotencyRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stores in which a step does more than it should, less, or not all of it at once. */
final class FaultySteps {

    private FaultySteps() {}

    /** Two rivals for a key read before either writes: seen in a race only, where there is a second one. */
    static final class ClaimsInTwoSteps extends MapStore {

        private final Events reads = new Events(2);

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the bug
        public Acquisition acquire(IdempotencyRecord claim, Instant now) {
            Acquisition answer = answer(read(claim.key()), claim, now);
            if (answer instanceof Acquired) {
                if (!claim.isOwnedBy(Claims.OWNER)) {
                    reads.happened(claim.key());
                    reads.await(claim.key());
                }
                write(claim);
            }
            return answer;
        }
    }

    /** A takeover comes between the look at the owner and the write: seen in a race only, where there is a takeover. */
    static final class CompletesInTwoSteps extends MapStore {

        private final Events takeovers = new Events(1);

        @Override
        public synchronized Acquisition acquire(IdempotencyRecord claim, Instant now) {
            Acquisition answer = super.acquire(claim, now);
            if (answer instanceof Acquired && !claim.isOwnedBy(Claims.OWNER)) {
                takeovers.happened(claim.key());
            }
            return answer;
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the bug
        public boolean complete(IdempotencyRecord completed) {
            IdempotencyRecord existing = read(completed.key());
            if (existing == null || !isCompletable.test(existing, completed)) {
                return false;
            }
            takeovers.await(completed.key());
            write(completed);
            return true;
        }
    }

    /** What happens to each key a number of times, and can be waited for. */
    private static final class Events {

        private static final int LIMIT_SECONDS = 60;

        private final int times;
        private final Map<String, CountDownLatch> missing = new ConcurrentHashMap<>();

        Events(int times) {
            this.times = times;
        }

        void happened(String key) {
            latch(key).countDown();
        }

        void await(String key) {
            try {
                if (!latch(key).await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("Waited in vain for something to happen to " + key);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private CountDownLatch latch(String key) {
            return missing.computeIfAbsent(key, k -> new CountDownLatch(times));
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
                    completed.response() == null
                            ? completed.completed(kept, completed.completedAt(), completed.expiresAt())
                            : completed);
        }
    }
}

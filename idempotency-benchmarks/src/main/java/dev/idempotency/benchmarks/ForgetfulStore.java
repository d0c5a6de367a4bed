package dev.idempotency.benchmarks;

import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Instant;
import java.util.Optional;

/** A store that grants everything and keeps nothing, to look at what is in front of it. */
final class ForgetfulStore implements PersistenceStore {

    @Override
    public Acquisition acquire(IdempotencyRecord claim, Instant now) {
        return Acquired.FRESH;
    }

    @Override
    public Optional<IdempotencyRecord> find(String key) {
        return Optional.empty();
    }

    @Override
    public boolean complete(IdempotencyRecord completed) {
        return true;
    }

    @Override
    public boolean renew(IdempotencyRecord claim) {
        return true;
    }

    @Override
    public boolean release(String key, String owner) {
        return true;
    }
}

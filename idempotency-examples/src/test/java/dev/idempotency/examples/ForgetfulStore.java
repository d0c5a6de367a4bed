package dev.idempotency.examples;

import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deliberately broken: it grants every claim, so that every call charges. */
final class ForgetfulStore implements ExampleStore, PersistenceStore {

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

    @Override
    public PersistenceStore store() {
        return this;
    }

    @Override
    public List<IdempotencyRecord> records() {
        return List.of();
    }

    @Override
    public String keyPrefix() {
        return "";
    }

    @Override
    public String description() {
        return "nowhere";
    }

    @Override
    public void close() {}
}

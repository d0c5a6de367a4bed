package dev.idempotency.dynamodb;

import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.persistence.RecordStatus;
import java.time.Instant;
import java.util.Optional;

/** What can be wrong with a store, each of which killed workers are to bring to light. */
enum Flaw {
    NONE {
        @Override
        Acquisition acquire(PersistenceStore store, IdempotencyRecord claim, Instant now) {
            return store.acquire(claim, now);
        }
    },
    RUNS_WHAT_IS_REFUSED {
        @Override
        Acquisition acquire(PersistenceStore store, IdempotencyRecord claim, Instant now) {
            Acquisition ignored = store.acquire(claim, now);
            return ignored instanceof Acquired ? ignored : Acquired.FRESH;
        }
    },
    RELEASES_THE_CLAIMS_OF_OTHERS {
        @Override
        Acquisition acquire(PersistenceStore store, IdempotencyRecord claim, Instant now) {
            Acquisition first = store.acquire(claim, now);
            if (first instanceof Refused refused && refused.existing().owner() != null) {
                store.release(claim.key(), refused.existing().owner());
                return store.acquire(claim, now);
            }
            return first;
        }
    },
    TAKES_NOTHING_OVER {
        @Override
        Acquisition acquire(PersistenceStore store, IdempotencyRecord claim, Instant now) {
            Optional<IdempotencyRecord> held =
                    store.find(claim.key()).filter(record -> record.status() == RecordStatus.INPROGRESS);
            return held.isPresent() ? new Refused(held.get()) : store.acquire(claim, now);
        }
    };

    abstract Acquisition acquire(PersistenceStore store, IdempotencyRecord claim, Instant now);

    /** A store that has this flaw. */
    PersistenceStore in(PersistenceStore sound) {
        return new PersistenceStore() {
            @Override
            public Acquisition acquire(IdempotencyRecord claim, Instant now) {
                return Flaw.this.acquire(sound, claim, now);
            }

            @Override
            public Optional<IdempotencyRecord> find(String key) {
                return sound.find(key);
            }

            @Override
            public boolean complete(IdempotencyRecord completed) {
                return sound.complete(completed);
            }

            @Override
            public boolean renew(IdempotencyRecord claim) {
                return sound.renew(claim);
            }

            @Override
            public boolean release(String key, String owner) {
                return sound.release(key, owner);
            }
        };
    }
}

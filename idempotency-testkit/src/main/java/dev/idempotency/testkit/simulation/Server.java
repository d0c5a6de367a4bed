package dev.idempotency.testkit.simulation;

import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one store that all processes share. Every request that takes effect is seen here by the auditor. */
final class Server {

    private final PersistenceStore store;
    private final Auditor auditor;
    private final Journal journal;

    Server(PersistenceStore store, Auditor auditor, Journal journal) {
        this.store = store;
        this.auditor = auditor;
        this.journal = journal;
    }

    /** Acts on a request that comes late or once more. */
    void serveLate(Request<?> request) {
        journal.note("network", () -> "delivers late");
        Object unused = serve(request);
    }

    <T> T serve(Request<T> request) {
        IdempotencyRecord before = record(request.key());
        T answer = request.action().apply(store);
        IdempotencyRecord after = record(request.key());
        try {
            auditor.served(request, before, after);
        } finally {
            journal.note(request.sender(), () -> told(request, before, after));
        }
        return answer;
    }

    private @Nullable IdempotencyRecord record(String key) {
        return store.find(key).orElse(null);
    }

    private String told(Request<?> request, @Nullable IdempotencyRecord before, @Nullable IdempotencyRecord after) {
        String name = request.step().name().toLowerCase(Locale.ROOT) + " arrives at the store";
        return name + (before == null ? ", no record" : ", record " + told(before)) + ": "
                + (after == null ? "no record" : after.equals(before) ? "unchanged" : told(after));
    }

    private String told(IdempotencyRecord record) {
        return record.status() + " of " + auditor.ownerOf(record) + " until " + ProcessTime.secondsAt(record.endsAt());
    }
}

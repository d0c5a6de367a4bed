package dev.idempotency;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls of this JVM that are under way under one config, at most one per key. */
final class InFlightCalls {

    private final ConcurrentHashMap<String, InFlightCall> calls = new ConcurrentHashMap<>();

    /** Makes the call the one for its key, or returns the one that already is. */
    @Nullable
    InFlightCall enter(String key, InFlightCall call) {
        return calls.putIfAbsent(key, call);
    }

    /** The calls under way, as of some time while they are gone through. */
    Collection<InFlightCall> all() {
        return calls.values();
    }

    /** Makes room first and lets the followers go then, so that none of them meets the ended call again. */
    void leave(String key, InFlightCall call) {
        calls.remove(key, call);
        call.end();
    }
}

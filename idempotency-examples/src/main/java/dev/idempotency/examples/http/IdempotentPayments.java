package dev.idempotency.examples.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Duration;

/** Answers each payment once, and every duplicate with that answer: the whole use of the library. */
final class IdempotentPayments {

    static final String REPLAYED = "Idempotency-Replayed";

    private static final int CACHED_RESPONSES = 512;

    private final IdempotentOperation<Reply> pay;

    IdempotentPayments(IdempotencyConfig config) {
        this.pay = Idempotency.with(config).operation("pay", Reply.class);
    }

    /** What the server runs with; whoever starts it adds what depends on the store. */
    static IdempotencyConfig.Builder config(PersistenceStore store, Duration expiresAfter) {
        return IdempotencyConfig.builder(store)
                .eventKeyJmesPath("[account, idempotencyKey]") // nobody gets another account's response
                .payloadValidationJmesPath("body")
                .expiresAfter(expiresAfter)
                .localCache(CACHED_RESPONSES)
                .responseHook((response, record) ->
                        response instanceof Reply reply ? reply.with(REPLAYED, "true") : response);
    }

    /** The answer, marked by a header where an earlier request has got it. */
    Reply reply(Call call, Work work) {
        return pay.call(call, work::reply);
    }

    /** What identifies a payment, and what must not change between its duplicates. */
    record Call(String account, String idempotencyKey, JsonNode body) {}

    /** What takes the money, once. */
    @FunctionalInterface
    interface Work {
        Reply reply();
    }
}

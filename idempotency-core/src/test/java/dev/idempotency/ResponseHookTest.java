package dev.idempotency;

import static dev.idempotency.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.idempotency.persistence.IdempotencyRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResponseHookTest {

    private final Scene scene = new Scene();

    @Test
    void hookAltersReplaysOnly() {
        IdempotentOperation<String> charge =
                scene.charge(scene.config().responseHook((response, record) -> response + ", replayed"));

        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1, replayed");
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1, replayed");
    }

    @Test
    void hookSeesTheRecordWithoutItsResponse() {
        List<IdempotencyRecord> seen = new ArrayList<>();
        IdempotentOperation<String> charge = scene.charge(scene.config().responseHook((response, record) -> {
            seen.add(record);
            return response;
        }));

        charge.call(ORDER, scene::receipt);
        charge.call(ORDER, scene::receipt);

        assertThat(seen).containsExactly(scene.record().withoutResponse());
    }

    @Test
    void hookSeesNullResponses() {
        IdempotencyConfig config = scene.config()
                .responseHook((response, record) -> response == null ? "was null" : response)
                .build();
        IdempotentOperation<@Nullable String> charge = Idempotency.with(config).operation("charge", String.class);

        assertThat(charge.call(ORDER, Scene::nothing)).isNull();
        assertThat(charge.call(ORDER, Scene::nothing)).isEqualTo("was null");
    }

    @Test
    void hookThatThrowsIsHeardByTheCaller() {
        RuntimeException failure = new IllegalStateException("hook");
        IdempotentOperation<String> charge = scene.charge(scene.config().responseHook((response, record) -> {
            throw failure;
        }));
        charge.call(ORDER, scene::receipt);

        assertThat(catchThrowable(() -> charge.call(ORDER, scene::receipt))).isSameAs(failure);
        assertThat(scene.runs).hasValue(1);
    }
}

package dev.idempotency.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.testkit.HandDrivenTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordBatchTest {

    private final HandDrivenTime time = new HandDrivenTime();
    private final IdempotentOperation<String> ship = Idempotency.with(
                    IdempotentLambda.config(new InMemoryPersistenceStore())
                            .eventKeyJmesPath("order")
                            .clock(time)
                            .timing(time)
                            .build())
            .operation("ship", String.class);
    private final List<String> shipped = new ArrayList<>();
    private final Set<String> outOfStock = new HashSet<>();

    record Message(String id, String customer, String order) {}

    @Test
    void failedRecordsAreReportedAndTheOthersRun() {
        outOfStock.add("2");

        assertThat(run(RecordBatch.of(Message::id), message("a", "1"), message("b", "2"), message("c", "3")))
                .containsExactly("b");
        assertThat(shipped).containsExactly("1", "3");
    }

    @Test
    void redeliveredRecordsRunOnlyWhereTheyHaveFailed() {
        outOfStock.add("2");
        RecordBatch<Message> batch = RecordBatch.of(Message::id);
        run(batch, message("a", "1"), message("b", "2"));
        outOfStock.clear();

        assertThat(run(batch, message("a2", "1"), message("b2", "2"), message("b3", "2")))
                .isEmpty();
        assertThat(shipped).containsExactly("1", "2");
    }

    @Test
    void groupStopsAtItsFirstFailureAndOtherGroupsGoOn() {
        outOfStock.add("2");
        RecordBatch<Message> fifo = RecordBatch.ordered(Message::id, Message::customer);
        Message[] messages = {
            new Message("a", "ann", "1"),
            new Message("b", "ann", "2"),
            new Message("c", "bob", "3"),
            new Message("d", "ann", "4"),
            new Message("e", "bob", "5")
        };

        assertThat(run(fifo, messages)).containsExactly("b", "d");
        assertThat(shipped).containsExactly("1", "3", "5");
        outOfStock.clear();
        assertThat(run(fifo, messages)).isEmpty();
        assertThat(shipped).containsExactly("1", "3", "5", "2", "4");
    }

    @Test
    void recordWithoutKeyHasFailed() {
        assertThat(run(RecordBatch.of(Message::id), message("a", ""), message("b", "2")))
                .containsExactly("a");
    }

    @Test
    @SuppressWarnings("NullAway") // a function written without null checking
    void recordWithoutGroupIsRefusedWhereThereAreGroups() {
        RecordBatch<Message> fifo = RecordBatch.ordered(Message::id, message -> null);

        assertThatNullPointerException()
                .isThrownBy(() -> run(fifo, message("a", "1")))
                .withMessageContaining("group");
        assertThat(shipped).isEmpty();
    }

    @Test
    void errorIsNoFailureOfARecord() {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> RecordBatch.of(Message::id)
                .run(List.of(message("a", "1")), context(), ship, message -> {
                    throw new AssertionError();
                }));
    }

    @Test
    void interruptIsKept() {
        List<String> failed = RecordBatch.of(Message::id).run(List.of(message("a", "1")), context(), ship, message -> {
            throw new InterruptedException();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failed).containsExactly("a");
    }

    private static Message message(String id, String order) {
        return new Message(id, "any", order);
    }

    private List<String> run(RecordBatch<Message> batch, Message... messages) {
        return batch.run(List.of(messages), context(), ship, this::ship);
    }

    private String ship(Message message) throws OutOfStockException {
        if (outOfStock.contains(message.order())) {
            throw new OutOfStockException();
        }
        shipped.add(message.order());
        return "parcel " + shipped.size();
    }

    private Invocation context() {
        return new Invocation(time, Duration.ofSeconds(30));
    }

    private static final class OutOfStockException extends Exception {
        private static final long serialVersionUID = 1;
    }
}

package dev.idempotency.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.idempotency.IdempotentOperation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a batch of SQS, Kinesis or DynamoDB-stream records one by one, each once per key, and tells which of them have
 * failed: what a handler answers as {@code batchItemFailures}, so that only those are delivered again.
 *
 * <pre>{@code
 * RecordBatch<SQSMessage> batch = RecordBatch.of(SQSMessage::getMessageId);
 *
 * public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
 *     List<String> failed = batch.run(event.getRecords(), context, order, this::process);
 *     return new SQSBatchResponse(failed.stream().map(BatchItemFailure::new).toList());
 * }
 * }</pre>
 *
 * <p>The event source mapping must be set to {@code ReportBatchItemFailures}. Thread-safe.
 *
 * @param <T> record
 */
public final class RecordBatch<T> {

    private static final Logger LOG = LoggerFactory.getLogger(RecordBatch.class);

    private final Function<T, String> id;
    private final @Nullable Function<T, String> group;

    private RecordBatch(Function<T, String> id, @Nullable Function<T, String> group) {
        this.id = id;
        this.group = group;
    }

    /** The work on one record. */
    @FunctionalInterface
    public interface Step<T, R extends @Nullable Object> {

        /**
         * Does the work once.
         *
         * @throws Exception whatever the work throws: the record has failed
         */
        R apply(T item) throws Exception;
    }

    /**
     * Records in no order, as from a standard queue: one that fails holds up none of the others.
     *
     * @param id what the event source calls a record: a message's id
     */
    public static <T> RecordBatch<T> of(Function<T, String> id) {
        return new RecordBatch<>(id, null);
    }

    /**
     * Records in order within their group, as from a FIFO queue or a stream: after one that fails, the others of its
     * group are not run but reported with it.
     *
     * @param id what the event source calls a record: a message's id, or a stream record's sequence number
     * @param group what keeps its order: the message group id, or for a stream one and the same for all records
     */
    public static <T> RecordBatch<T> ordered(Function<T, String> id, Function<T, String> group) {
        return new RecordBatch<>(id, group);
    }

    /**
     * Runs the records in their order. A record whose key is being worked on elsewhere, or which an earlier run has
     * failed with, has failed here, too.
     *
     * @param records of one event
     * @param context of the invocation; claims last as long as it can
     * @param operation once per key of a record, whose payload is the record itself
     * @param step the work
     * @return the ids of the records to be delivered again, in their order
     */
    public <R extends @Nullable Object> List<String> run(
            List<T> records, Context context, IdempotentOperation<R> operation, Step<? super T, R> step) {
        List<String> failed = new ArrayList<>();
        Set<String> stopped = new HashSet<>();
        for (T item : records) {
            String order = group == null ? null : Objects.requireNonNull(group.apply(item), "a record has no group");
            if (stopped.contains(order) || !runs(item, operation.withFixedLease(InvocationLease.of(context)), step)) {
                failed.add(id.apply(item));
                if (order != null) {
                    stopped.add(order);
                }
            }
        }
        return failed;
    }

    private <R extends @Nullable Object> boolean runs(
            T item, IdempotentOperation<R> operation, Step<? super T, R> step) {
        try {
            operation.<Exception>call(item, () -> step.apply(item));
            return true;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            // The record may be quoted in the message of what the step has thrown: the log gets the class.
            LOG.warn(
                    "Record {} failed and is to be delivered again: {}",
                    id.apply(item),
                    e.getClass().getName());
            LOG.debug("Record {}", id.apply(item), e);
            return false;
        }
    }
}

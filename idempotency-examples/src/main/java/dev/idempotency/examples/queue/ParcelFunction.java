package dev.idempotency.examples.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.idempotency.FailureAction;
import dev.idempotency.FailurePolicy;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.lambda.IdempotentLambda;
import dev.idempotency.lambda.RecordBatch;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Duration;
import java.util.List;

/** Sends one parcel for each order id, message by message. */
final class ParcelFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {

    /** Messages in no order. */
    static final RecordBatch<SQSMessage> STANDARD = RecordBatch.of(SQSMessage::getMessageId);

    /** Messages in order within their group. */
    static final RecordBatch<SQSMessage> FIFO = RecordBatch.ordered(
            SQSMessage::getMessageId, message -> message.getAttributes().getOrDefault("MessageGroupId", ""));

    private final RecordBatch<SQSMessage> batch;
    private final Warehouse warehouse;
    private final IdempotentOperation<String> ship;

    ParcelFunction(RecordBatch<SQSMessage> batch, Warehouse warehouse, IdempotencyConfig config) {
        this.batch = batch;
        this.warehouse = warehouse;
        this.ship = Idempotency.with(config).operation("ship", String.class);
    }

    static IdempotencyConfig.Builder config(PersistenceStore store) {
        return IdempotentLambda.config(store)
                .eventKeyJmesPath("body") // the order id; of JSON it would be powertools_json(body).orderId
                .failurePolicy(failure ->
                        // Lambda would stop the process; this is how one plays dead without dying.
                        failure instanceof FunctionTimeout ? FailureAction.HOLD : FailurePolicy.DEFAULT.on(failure))
                .expiresAfter(Duration.ofDays(4)); // as long as the queue keeps a message
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<String> failed =
                batch.run(event.getRecords(), context, ship, message -> warehouse.ship(message.getBody()));
        return new SQSBatchResponse(failed.stream().map(BatchItemFailure::new).toList());
    }
}

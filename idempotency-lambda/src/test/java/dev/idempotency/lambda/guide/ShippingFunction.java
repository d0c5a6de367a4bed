package dev.idempotency.lambda.guide;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.lambda.IdempotentLambda;
import dev.idempotency.lambda.RecordBatch;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Duration;
import java.util.List;

final class ShippingFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final List<String> parcels;
    private final IdempotentOperation<String> ship;
    private final RecordBatch<SQSMessage> batch;

    ShippingFunction(PersistenceStore store, List<String> parcels) {
        this.parcels = parcels;
        IdempotencyConfig config = IdempotentLambda.config(store)
                .eventKeyJmesPath("powertools_json(body).orderId")
                .expiresAfter(Duration.ofDays(4))
                .build();
        this.ship = Idempotency.with(config).operation("ship", String.class);
        this.batch = RecordBatch.ordered(
                SQSMessage::getMessageId, message -> message.getAttributes().get("MessageGroupId"));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<String> failed = batch.run(event.getRecords(), context, ship, this::ship);
        return new SQSBatchResponse(failed.stream().map(BatchItemFailure::new).toList());
    }

    private String ship(SQSMessage message) {
        parcels.add(message.getBody());
        return "parcel " + parcels.size();
    }
}

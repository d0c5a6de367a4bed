package dev.idempotency.lambda.guide;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.lambda.IdempotentLambda;
import dev.idempotency.lambda.RecordBatch;
import dev.idempotency.persistence.PersistenceStore;
import java.util.List;

final class IndexFunction implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final List<String> index;
    private final IdempotentOperation<Boolean> add;
    private final RecordBatch<DynamodbStreamRecord> batch;

    IndexFunction(PersistenceStore store, List<String> index) {
        this.index = index;
        this.add = Idempotency.with(IdempotentLambda.config(store)
                        .eventKeyJmesPath("eventID")
                        .build())
                .operation("index", Boolean.class);
        this.batch =
                RecordBatch.ordered(change -> change.getDynamodb().getSequenceNumber(), change -> "all in one order");
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        List<String> failed = batch.run(event.getRecords(), context, add, this::add);
        return new StreamsEventResponse(
                failed.stream().map(BatchItemFailure::new).toList());
    }

    private boolean add(DynamodbStreamRecord change) {
        return index.add(change.getDynamodb().getKeys().toString());
    }
}

package dev.idempotency.examples.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A queue in this JVM, and the event source mapping in front of the function: what the function reports as failed is
 * delivered again, and all of a batch if the function timed out.
 */
final class SmallQueue {

    private final List<SQSMessage> waiting = new ArrayList<>();
    private int sent;
    private boolean deletesAreLost;

    /** Puts a message at the end. */
    void send(String group, String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m-" + ++sent);
        message.setBody(body);
        message.setAttributes(Map.of("MessageGroupId", group));
        waiting.add(message);
    }

    /** Delivers everything that waits, as one batch; tells what came of each message. */
    String deliver(RequestHandler<SQSEvent, SQSBatchResponse> function, Context context) {
        List<SQSMessage> batch = List.copyOf(waiting);
        SQSEvent event = new SQSEvent();
        event.setRecords(batch);
        try {
            Set<String> failed = function.handleRequest(event, context).getBatchItemFailures().stream()
                    .map(BatchItemFailure::getItemIdentifier)
                    .collect(Collectors.toSet());
            if (!deletesAreLost) {
                waiting.removeIf(message -> !failed.contains(message.getMessageId()));
            }
            deletesAreLost = false;
            return batch.stream()
                    .map(message -> message.getBody() + (failed.contains(message.getMessageId()) ? " failed" : " done"))
                    .collect(Collectors.joining(", "));
        } catch (FunctionTimeout e) {
            return "timed out";
        }
    }

    /** Has the queue miss that the next batch is done: a standard queue may. */
    void loseNextDeletes() {
        deletesAreLost = true;
    }

    int waiting() {
        return waiting.size();
    }
}

package dev.idempotency.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.http.HttpExecuteResponse;

/** Requests that a network keeps, and delivers when their client no longer thinks of them. Thread-safe. */
final class LateRequests {

    private final List<HttpFault.Request> kept = new CopyOnWriteArrayList<>();

    /** The client gives up on a request that has not arrived yet. */
    HttpFault givenUp() {
        return request -> {
            kept.add(request);
            throw new SocketTimeoutException("The request takes too long");
        };
    }

    /** The request is answered, and is to arrive once more. */
    HttpFault repeated() {
        return request -> {
            kept.add(request);
            return request.send();
        };
    }

    /**
     * Delivers what was kept.
     *
     * @return the status codes of DynamoDB's answers, which no client sees
     */
    List<Integer> arrive() {
        List<HttpFault.Request> arriving = List.copyOf(kept);
        kept.clear();
        return arriving.stream().map(LateRequests::statusOfAnswer).toList();
    }

    private static int statusOfAnswer(HttpFault.Request request) {
        try {
            HttpExecuteResponse answer = request.send();
            HttpFault.discard(answer);
            return answer.httpResponse().statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.idempotency.dynamodb;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Sends every request and counts it; loses an answer when told to, after DynamoDB has given it. */
final class FaultyHttpClient implements SdkHttpClient {

    private final SdkHttpClient network = Dynamo.http();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    void loseNextAnswer() {
        answersToLose.incrementAndGet();
    }

    /** How many requests were sent since the last time this was asked. */
    int requests() {
        return requests.getAndSet(0);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest sent = network.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                requests.incrementAndGet();
                HttpExecuteResponse answer = sent.call();
                if (answersToLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    answer.responseBody().ifPresent(AbortableInputStream::abort);
                    throw new IOException("The answer was lost");
                }
                return answer;
            }

            @Override
            public void abort() {
                sent.abort();
            }
        };
    }

    @Override
    public void close() {
        network.close();
    }
}

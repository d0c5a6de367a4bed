package dev.idempotency.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * What befalls one HTTP request on its way to DynamoDB and back. The usual ones are made by the methods below and by
 * {@link LateRequests}; a test may write its own.
 */
@FunctionalInterface
interface HttpFault {

    /**
     * Deals with a request.
     *
     * @return the answer for the client
     * @throws IOException what the client gets instead of an answer
     */
    HttpExecuteResponse strike(Request request) throws IOException;

    /** A request that waits to be sent. */
    interface Request {

        /** Lets DynamoDB act on the request. May be called more than once: the very same request arrives again. */
        HttpExecuteResponse send() throws IOException;
    }

    /** Nothing goes wrong. */
    static HttpFault none() {
        return Request::send;
    }

    /** The connection breaks before the request is sent: DynamoDB never sees it. */
    static HttpFault notSent() {
        return request -> {
            throw new IOException("The request was not sent");
        };
    }

    /** DynamoDB acts, and its answer is lost. */
    static HttpFault lostAnswer() {
        return request -> {
            discard(request.send());
            throw new IOException("The answer was lost");
        };
    }

    /** The request arrives twice; the client gets the first answer. */
    static HttpFault sentTwice() {
        return request -> {
            HttpExecuteResponse first = request.send();
            discard(request.send());
            return first;
        };
    }

    /**
     * The request is slow: before it arrives, something else happens.
     *
     * @param meanwhile may block, for what another thread has to do first
     */
    static HttpFault slow(Runnable meanwhile) {
        return request -> {
            meanwhile.run();
            return request.send();
        };
    }

    /** DynamoDB refuses to serve the request for now, for there are too many. */
    static HttpFault throttled() {
        return refusal(400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException");
    }

    /** DynamoDB fails before it acts. */
    static HttpFault serverError() {
        return refusal(500, "com.amazonaws.dynamodb.v20120810#InternalServerError");
    }

    /** Has done with an answer that nobody reads. */
    static void discard(HttpExecuteResponse answer) {
        answer.responseBody().ifPresent(AbortableInputStream::abort);
    }

    private static HttpFault refusal(int status, String type) {
        String json = "{\"__type\":\"" + type + "\",\"message\":\"made up by the test\"}";
        return request -> HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .build())
                .responseBody(
                        AbortableInputStream.create(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))
                .build();
    }
}

package dev.idempotency.dynamodb;

import java.util.stream.Stream;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What an HTTP request asks of DynamoDB. */
enum Action {
    PUT_ITEM("PutItem"),
    UPDATE_ITEM("UpdateItem"),
    DELETE_ITEM("DeleteItem"),
    GET_ITEM("GetItem"),
    OTHER("");

    private final String name;

    Action(String name) {
        this.name = name;
    }

    static Action of(SdkHttpRequest request) {
        String target = request.firstMatchingHeader("X-Amz-Target").orElse("");
        return Stream.of(values())
                .filter(action -> target.endsWith("." + action.name))
                .findFirst()
                .orElse(OTHER);
    }
}

package dev.idempotency.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.codec.JacksonDefaults;
import dev.idempotency.key.JsonText;
import dev.idempotency.persistence.PersistenceStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Makes the handlers of AWS Lambda functions idempotent.
 *
 * <pre>{@code
 * public final class Booking implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
 *
 *     private static final IdempotencyConfig CONFIG = IdempotentLambda.config(store)
 *             .eventKeyJmesPath("[requestContext.identity.user, powertools_json(body).appointmentId]")
 *             .build();
 *
 *     private final RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> once =
 *             IdempotentLambda.of(this::book, APIGatewayProxyResponseEvent.class, CONFIG.named("book"));
 *
 *     public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
 *         return once.handleRequest(event, context);
 *     }
 * }
 * }</pre>
 *
 * <p>A claim lasts as long as the invocation can, which its {@link com.amazonaws.services.lambda.runtime.Context} tells,
 * and a second more: a retry takes over from an invocation that ran into its timeout, and not before. There is no
 * heartbeat, so no thread outlives the invocation. The context is passed on with each call and kept nowhere.
 *
 * <p>Everything here is thread-safe.
 */
public final class IdempotentLambda {

    private IdempotentLambda() {}

    /**
     * Starts a config for handlers: event types of AWS are written for the key as Lambda itself writes them, under the
     * names that their documentation shows, such as {@code Records} and {@code detail-type}; and there is no heartbeat.
     *
     * @param store where records are kept
     */
    public static IdempotencyConfig.Builder config(PersistenceStore store) {
        return IdempotencyConfig.builder(store)
                .objectMapper(JacksonDefaults.mapper().registerModule(new LambdaEvents()))
                .renewLease(false);
    }

    /**
     * Wraps a handler.
     *
     * @param handler runs once per key; a lambda or a method reference will do
     * @param resultType what a stored response is read as
     * @param config {@linkplain IdempotencyConfig#named named}, best made with {@link #config}
     * @throws IllegalArgumentException if the config has no name, or the type cannot be stored
     */
    public static <I extends @Nullable Object, O extends @Nullable Object> RequestHandler<I, O> of(
            RequestHandler<I, O> handler, Class<O> resultType, IdempotencyConfig config) {
        return of(handler, Idempotency.with(config).operation(nameOf(config), resultType));
    }

    /**
     * Wraps a handler with a generic result type: {@code new TypeReference<List<Receipt>>() {}}.
     *
     * @param handler as in {@link #of(RequestHandler, Class, IdempotencyConfig)}
     * @param resultType what a stored response is read as
     * @param config as in {@link #of(RequestHandler, Class, IdempotencyConfig)}
     * @throws IllegalArgumentException as in {@link #of(RequestHandler, Class, IdempotencyConfig)}
     */
    public static <I extends @Nullable Object, O extends @Nullable Object> RequestHandler<I, O> of(
            RequestHandler<I, O> handler, TypeReference<O> resultType, IdempotencyConfig config) {
        return of(handler, Idempotency.with(config).operation(nameOf(config), resultType));
    }

    /**
     * Wraps a handler of streams. Its input must be JSON, of which the key is a slice; its output is replayed byte by
     * byte.
     *
     * @param handler as in {@link #of(RequestHandler, Class, IdempotencyConfig)}
     * @param config as in {@link #of(RequestHandler, Class, IdempotencyConfig)}
     * @throws IllegalArgumentException if the config has no name
     */
    public static RequestStreamHandler ofStream(RequestStreamHandler handler, IdempotencyConfig config) {
        IdempotentOperation<byte[]> operation = Idempotency.with(config).operation(nameOf(config), byte[].class);
        return (input, output, context) -> {
            byte[] event = input.readAllBytes();
            output.write(operation
                    .withFixedLease(InvocationLease.of(context))
                    .<IOException>call(new JsonText(new String(event, StandardCharsets.UTF_8)), () -> {
                        ByteArrayOutputStream result = new ByteArrayOutputStream();
                        handler.handleRequest(new ByteArrayInputStream(event), result, context);
                        return result.toByteArray();
                    }));
        };
    }

    private static <I extends @Nullable Object, O extends @Nullable Object> RequestHandler<I, O> of(
            RequestHandler<I, O> handler, IdempotentOperation<O> operation) {
        return (event, context) -> operation
                .withFixedLease(InvocationLease.of(context))
                .call(event, () -> handler.handleRequest(event, context));
    }

    private static String nameOf(IdempotencyConfig config) {
        return config.operationName()
                .orElseThrow(() ->
                        new IllegalArgumentException("The config has no operation name; write config.named(\"...\")"));
    }
}

package dev.idempotency.lambda.guide;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.lambda.IdempotentLambda;
import dev.idempotency.persistence.PersistenceStore;
import java.util.List;

final class BookingFunction implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    private final RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> once;
    private final List<String> diary;

    BookingFunction(PersistenceStore store, List<String> diary) {
        this.diary = diary;
        IdempotencyConfig config = IdempotentLambda.config(store)
                .eventKeyJmesPath("[requestContext.authorizer.claims.sub, powertools_json(body).appointmentId]")
                .build();
        this.once = IdempotentLambda.of(this::book, APIGatewayProxyResponseEvent.class, config.named("book"));
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return once.handleRequest(event, context);
    }

    private APIGatewayProxyResponseEvent book(APIGatewayProxyRequestEvent event, Context context) {
        diary.add(event.getBody());
        return new APIGatewayProxyResponseEvent().withStatusCode(201).withBody("booking " + diary.size());
    }
}

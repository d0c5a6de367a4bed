package dev.idempotency.lambda.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.idempotency.lambda.IdempotentLambda;
import dev.idempotency.lambda.Invocation;
import dev.idempotency.lambda.Sample;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.testkit.FaultyStore;
import dev.idempotency.testkit.HandDrivenTime;
import dev.idempotency.testkit.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class GuideTest {

    private final InMemoryPersistenceStore store = new InMemoryPersistenceStore();
    private final List<String> done = new ArrayList<>();
    private final Context context = new Invocation(new HandDrivenTime(), Duration.ofSeconds(30));

    @Test
    void retriedRequestIsAnsweredWithTheFirstResponse() {
        APIGatewayProxyRequestEvent event = Sample.API_GATEWAY_REST.event(APIGatewayProxyRequestEvent.class);
        BookingFunction function = new BookingFunction(store, done);

        APIGatewayProxyResponseEvent first = function.handleRequest(event, context);

        assertThat(new BookingFunction(store, done).handleRequest(event, context))
                .isEqualTo(first);
        assertThat(first.getBody()).isEqualTo("booking 1");
        assertThat(done).hasSize(1);
    }

    @Test
    void redeliveredMessagesAreShippedOnce() {
        SQSEvent event = Sample.SQS.event(SQSEvent.class);
        ShippingFunction function = new ShippingFunction(store, done);

        assertThat(function.handleRequest(event, context).getBatchItemFailures())
                .isEmpty();
        assertThat(function.handleRequest(event, context).getBatchItemFailures())
                .isEmpty();
        assertThat(done).hasSize(2);
    }

    @Test
    void redeliveredChangesAreIndexedOnce() {
        DynamodbEvent event = Sample.DYNAMODB.event(DynamodbEvent.class);
        IndexFunction function = new IndexFunction(store, done);

        assertThat(function.handleRequest(event, context).getBatchItemFailures())
                .isEmpty();
        assertThat(function.handleRequest(event, context).getBatchItemFailures())
                .isEmpty();
        assertThat(done).singleElement().asString().contains("o-1");
    }

    @Test
    void primingReadsFromTheStoreAndWritesNothing() {
        FaultyStore watched = new FaultyStore(store);
        Priming priming = new Priming(IdempotentLambda.config(watched).build(), Sample.SQS.event());

        priming.beforeCheckpoint(Core.getGlobalContext());
        priming.afterRestore(Core.getGlobalContext());

        assertThat(watched.steps()).containsExactly(Step.FIND);
        assertThat(store.size()).isZero();
    }
}

package dev.idempotency.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** An event as Lambda gets it, in a file whose form is that of the AWS documentation. */
public enum Sample {
    API_GATEWAY_REST("api-gateway-rest.json", APIGatewayProxyRequestEvent.class),
    API_GATEWAY_HTTP("api-gateway-http.json", APIGatewayV2HTTPEvent.class),
    SQS("sqs.json", SQSEvent.class),
    SNS("sns.json", SNSEvent.class),
    EVENT_BRIDGE("eventbridge.json", ScheduledEvent.class),
    KINESIS("kinesis.json", KinesisEvent.class),
    DYNAMODB("dynamodb.json", DynamodbEvent.class),
    S3("s3.json", S3Event.class);

    private final String file;
    private final Class<?> type;

    Sample(String file, Class<?> type) {
        this.file = file;
        this.type = type;
    }

    /** Of the class that a handler gets, loaded as Lambda loads it. */
    public Object event() {
        return LambdaRuntime.read(json(), type);
    }

    public <T> T event(Class<T> as) {
        return as.cast(event());
    }

    String json() {
        try (InputStream in = Objects.requireNonNull(Sample.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

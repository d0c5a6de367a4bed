package dev.idempotency.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import dev.idempotency.codec.JacksonDefaults;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.testkit.HandDrivenTime;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LambdaEventsTest {

    /** Without setters, but for the authorizer's event, of which Lambda itself cannot write the time. */
    private static final Set<String> NOT_FILLED = Set.of(
            "APIGatewayV2CustomAuthorizerEvent",
            "CognitoUserPoolEvent",
            "IamPolicyResponse",
            "IamPolicyResponseV1",
            "S3Event");

    private final ObjectMapper plain = JacksonDefaults.mapper();
    private final ObjectMapper mapper = JacksonDefaults.mapper().registerModule(new LambdaEvents());

    @ParameterizedTest
    @EnumSource
    void sampleIsWrittenAsLambdaWritesIt(Sample sample) throws Exception {
        Object event = sample.event();

        assertThat(written(event)).isEqualTo(plain.readTree(LambdaRuntime.written(event)));
    }

    @ParameterizedTest
    @MethodSource("eventTypes")
    void everyPropertyIsWrittenAsLambdaWritesIt(Class<?> type) throws Exception {
        Object event = FilledEvent.of(type);

        assertThat(written(event)).isEqualTo(plain.readTree(LambdaRuntime.written(event)));
    }

    @ParameterizedTest
    @MethodSource("eventTypes")
    void whatIsWrittenIsReadAgain(Class<?> type) throws Exception {
        JsonNode written = written(FilledEvent.of(type));

        assertThat(written(mapper.treeToValue(written, type))).isEqualTo(written);
    }

    @Test
    void whatMayBeAResponseIsReplayed() {
        APIGatewayProxyResponseEvent response = new APIGatewayProxyResponseEvent()
                .withStatusCode(201)
                .withHeaders(Map.of("ETag", "1"))
                .withBody("{}");
        RequestHandler<String, APIGatewayProxyResponseEvent> once = IdempotentLambda.of(
                (event, context) -> response,
                APIGatewayProxyResponseEvent.class,
                IdempotentLambda.config(new InMemoryPersistenceStore()).build().named("respond"));
        Invocation invocation = new Invocation(new HandDrivenTime(), Duration.ofSeconds(3));

        once.handleRequest("event", invocation);

        assertThat(once.handleRequest("event", invocation)).isEqualTo(response).isNotSameAs(response);
    }

    @Test
    void buffersOfAnyKindAreWrittenWithoutReadingThemAway() throws Exception {
        ByteBuffer direct =
                ByteBuffer.allocateDirect(3).put(new byte[] {0, 1, -1}).flip();

        for (ByteBuffer buffer : List.of(ByteBuffer.wrap(new byte[] {0, 1, -1}).asReadOnlyBuffer(), direct)) {
            KinesisEvent.Record data = new KinesisEvent.Record();
            data.setData(buffer);

            assertThat(written(data)).isEqualTo(written(data)).isEqualTo(plain.readTree("{\"data\":\"AAH/\"}"));
        }
    }

    @Test
    void membersWithoutValueAreNotWritten() throws Exception {
        assertThat(written(new SQSEvent())).isEqualTo(plain.createObjectNode());
        assertThat(written(new APIGatewayProxyRequestEvent().withBody(null))).isEqualTo(plain.createObjectNode());
    }

    @Test
    void timeThatIsNoneIsNotRead() {
        assertThatThrownBy(() -> mapper.readValue("{\"time\":\"noon\"}", ScheduledEvent.class))
                .isInstanceOf(InvalidFormatException.class)
                .hasMessageContaining("is no date and time");
    }

    /** Of names and types that would be written otherwise in an event. */
    record Users(
            @JsonProperty("Records") List<String> records,
            Date at,
            ByteBuffer data,
            @Nullable String note) {
        public String getSNS() {
            return "sns";
        }
    }

    @Test
    void userClassesAreWrittenAsEver() throws Exception {
        Users users = new Users(List.of(), Date.from(Instant.EPOCH), ByteBuffer.wrap(new byte[] {1}), null);

        assertThat(mapper.writeValueAsString(users))
                .isEqualTo(plain.writeValueAsString(users))
                .contains("1970-01-01", "\"note\":null");
    }

    static Stream<Class<?>> eventTypes() throws Exception {
        Path jar = Path.of(SQSEvent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (FileSystem files = FileSystems.newFileSystem(jar);
                Stream<Path> classes =
                        Files.list(files.getPath(SQSEvent.class.getPackageName().replace('.', '/')))) {
            return classes
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\w+\\.class"))
                    .map(name -> name.replace(".class", ""))
                    .filter(name -> !NOT_FILLED.contains(name))
                    .sorted()
                    .<Class<?>>map(LambdaEventsTest::eventType)
                    .toList()
                    .stream();
        }
    }

    private static Class<?> eventType(String simpleName) {
        try {
            return Class.forName(SQSEvent.class.getPackageName() + '.' + simpleName);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode written(Object event) throws JsonProcessingException {
        return plain.readTree(mapper.writeValueAsString(event));
    }
}

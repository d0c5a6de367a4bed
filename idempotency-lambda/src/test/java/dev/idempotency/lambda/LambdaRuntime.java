package dev.idempotency.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** Reads and writes events with what Lambda's own runtime reads and writes them with. */
final class LambdaRuntime {

    private LambdaRuntime() {}

    static <T> T read(String json, Class<T> type) {
        return serializerOf(type).fromJson(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }

    @SuppressWarnings("unchecked") // the serializer is that of the event's own class
    static String written(Object event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((PojoSerializer<Object>) serializerOf(event.getClass())).toJson(event, out);
        return out.toString(UTF_8);
    }

    private static <T> PojoSerializer<T> serializerOf(Class<T> type) {
        return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                ? LambdaEventSerializers.serializerFor(type, LambdaRuntime.class.getClassLoader())
                : JacksonFactory.getInstance().getSerializer(type);
    }
}

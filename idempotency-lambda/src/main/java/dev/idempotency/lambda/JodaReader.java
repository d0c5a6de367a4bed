package dev.idempotency.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/** Reads ISO text with {@code DateTime.parse} of the Joda-Time that the event classes bring along. */
final class JodaReader extends StdScalarDeserializer<Object> {

    private static final long serialVersionUID = 1;

    JodaReader(Class<?> dateTime) {
        super(dateTime);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String text = json.getText();
        try {
            return handledType().getMethod("parse", String.class).invoke(null, text);
        } catch (ReflectiveOperationException e) {
            return context.handleWeirdStringValue(handledType(), text, "is no date and time");
        }
    }
}

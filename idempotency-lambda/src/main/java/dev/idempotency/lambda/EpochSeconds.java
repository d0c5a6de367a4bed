package dev.idempotency.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;

/** A date as AWS writes one: seconds since the epoch, with a fraction. */
final class EpochSeconds {

    private static final double MILLIS_PER_SECOND = 1000;

    private EpochSeconds() {}

    static final class Writer extends StdScalarSerializer<Date> {

        private static final long serialVersionUID = 1;

        Writer() {
            super(Date.class);
        }

        @Override
        public void serialize(Date date, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(date.toInstant().toEpochMilli() / MILLIS_PER_SECOND);
        }
    }

    static final class Reader extends StdScalarDeserializer<Date> {

        private static final long serialVersionUID = 1;

        Reader() {
            super(Date.class);
        }

        @Override
        public Date deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Date.from(Instant.ofEpochMilli(Math.round(json.getDoubleValue() * MILLIS_PER_SECOND)));
        }
    }
}

package dev.idempotency.aspectj;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.idempotency.aspectj.Results.Seat;
import java.io.IOException;

/** How a user's own mapper writes and reads a class of theirs: row 7 is {@code "row 7"}. */
final class SeatModule extends SimpleModule {

    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "row ";

    SeatModule() {
        addSerializer(Seat.class, new Writer());
        addDeserializer(Seat.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Seat> {

        private static final long serialVersionUID = 1L;

        Writer() {
            super(Seat.class);
        }

        @Override
        public void serialize(Seat seat, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(PREFIX + seat.row);
        }
    }

    private static final class Reader extends StdDeserializer<Seat> {

        private static final long serialVersionUID = 1L;

        Reader() {
            super(Seat.class);
        }

        @Override
        public Seat deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return new Seat(Integer.parseInt(json.getText().substring(PREFIX.length())));
        }
    }
}

package dev.idempotency.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A buffer's remaining bytes, whatever kind of buffer it is, and without reading them away. */
final class Base64Bytes extends StdScalarSerializer<ByteBuffer> {

    private static final long serialVersionUID = 1;

    Base64Bytes() {
        super(ByteBuffer.class);
    }

    @Override
    public void serialize(ByteBuffer buffer, JsonGenerator json, SerializerProvider provider) throws IOException {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        json.writeBinary(bytes);
    }
}

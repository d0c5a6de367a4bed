package dev.idempotency.dynamodb;

import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.ResponseTooLargeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an item holds besides its key, owner and times. An item has <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">400 KB</a> at most, names
 * included: a longer response is zipped.
 */
final class ItemContent {

    /** What is left of an item for the response: the other attributes, with the longest names, take less than the rest. */
    private static final int MOST_BYTES = 400 * 1024 - 12 * 1024;

    /** Before zipping and after unzipping: bounds the memory that one response takes. */
    private static final int MOST_UNZIPPED_BYTES = 32 * 1024 * 1024;

    private ItemContent() {}

    /**
     * The optional attributes that a record has.
     *
     * @throws ResponseTooLargeException if the response does not fit into an item, not even zipped
     */
    static Map<Attribute, AttributeValue> of(IdempotencyRecord record) {
        Map<Attribute, AttributeValue> content = new EnumMap<>(Attribute.class);
        if (record.completedAt() != null) {
            content.put(Attribute.COMPLETED_AT, ItemLayout.epochMilli(record.completedAt()));
        }
        if (record.response() != null) {
            putResponse(content, record.response());
        }
        putText(content, Attribute.FAILURE, record.failure());
        putText(content, Attribute.VALIDATION, record.payloadHash());
        return content;
    }

    /**
     * The response that was zipped.
     *
     * @throws IOException if the bytes are not zipped, or more than this class ever zips
     */
    static String unzipped(SdkBytes zipped) throws IOException {
        try (InputStream text = new GZIPInputStream(zipped.asInputStream())) {
            byte[] bytes = text.readNBytes(MOST_UNZIPPED_BYTES + 1);
            if (bytes.length > MOST_UNZIPPED_BYTES) {
                throw new IOException("more than " + MOST_UNZIPPED_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static void putResponse(Map<Attribute, AttributeValue> content, String response) {
        byte[] bytes = response.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_BYTES) {
            content.put(Attribute.DATA, AttributeValue.fromS(response));
            return;
        }
        byte[] zipped = bytes.length <= MOST_UNZIPPED_BYTES ? zipped(bytes) : bytes;
        if (zipped.length > MOST_BYTES) {
            throw new ResponseTooLargeException("response of " + bytes.length + " bytes, " + zipped.length
                    + " zipped; an item holds " + MOST_BYTES);
        }
        content.put(Attribute.ZIPPED_DATA, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(zipped)));
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private static void putText(Map<Attribute, AttributeValue> content, Attribute attribute, @Nullable String text) {
        if (text != null) {
            content.put(attribute, AttributeValue.fromS(text));
        }
    }
}

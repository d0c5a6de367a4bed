package dev.idempotency.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.ResponseTooLargeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The lengths at which responses are zipped, and refused. */
@Tag("R4")
class ItemContentTest {

    private static final int MOST_BYTES = 388 * 1024;
    private static final int MOST_UNZIPPED_BYTES = 32 * 1024 * 1024;
    private static final Instant NOW = Instant.ofEpochSecond(4_102_444_800L);

    @Test
    void responseIsZippedOnlyIfItDoesNotFitAsItIs() {
        assertThat(content(MOST_BYTES)).containsOnlyKeys(Attribute.COMPLETED_AT, Attribute.DATA);
        assertThat(content(MOST_BYTES + 1)).containsOnlyKeys(Attribute.COMPLETED_AT, Attribute.ZIPPED_DATA);
    }

    @Test
    void longestResponseThatIsZippedCanBeRead() throws IOException {
        AttributeValue zipped =
                Objects.requireNonNull(content(MOST_UNZIPPED_BYTES).get(Attribute.ZIPPED_DATA));

        assertThat(ItemContent.unzipped(zipped.b())).hasSize(MOST_UNZIPPED_BYTES);
    }

    @Test
    void longerResponseIsNotZipped() {
        assertThatExceptionOfType(ResponseTooLargeException.class).isThrownBy(() -> content(MOST_UNZIPPED_BYTES + 1));
    }

    @Test
    void longerResponseThatSomebodyElseZippedIsNotRead() throws IOException {
        SdkBytes bomb = zeros(MOST_UNZIPPED_BYTES + 1);

        assertThatIOException().isThrownBy(() -> ItemContent.unzipped(bomb));
    }

    private static Map<Attribute, AttributeValue> content(int bytes) {
        Instant expiresAt = NOW.plusSeconds(3600);
        return ItemContent.of(IdempotencyRecord.inProgress("a#1", "token", NOW.plusSeconds(60), expiresAt, null)
                .completed("x".repeat(bytes), NOW, expiresAt));
    }

    private static SdkBytes zeros(int bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(new byte[bytes]);
        }
        return SdkBytes.fromByteArray(zipped.toByteArray());
    }
}

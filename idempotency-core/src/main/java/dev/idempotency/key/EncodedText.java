package dev.idempotency.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** UTF-8 text in base64 (RFC 4648, the basic alphabet), plain or zipped (RFC 1952), decoded strictly. */
final class EncodedText {

    private EncodedText() {}

    /**
     * Decodes base64.
     *
     * @throws UnusablePayloadException if it is not base64, or what it holds is not UTF-8
     */
    static String base64(String encoded) {
        return utf8(bytes(encoded));
    }

    /**
     * Decodes base64 and unzips what it holds, which takes memory of {@link PayloadLimits#BYTES} at most.
     *
     * @throws UnusablePayloadException if it is not base64, what it holds is not gzip from the first byte to the last,
     *     or what that holds is not UTF-8 or beyond the limit
     */
    static String base64Gzip(String encoded) {
        byte[] zipped = bytes(encoded);
        try (Unzipping unzipping = new Unzipping(zipped)) {
            byte[] unzipped = unzipping.readNBytes(PayloadLimits.BYTES + 1);
            if (unzipped.length > PayloadLimits.BYTES) {
                throw new UnusablePayloadException("the text unzips to more than " + PayloadLimits.BYTES + " bytes");
            }
            if (unzipping.hasRemains()) {
                throw new UnusablePayloadException("the gzip data is followed by something else");
            }
            return utf8(unzipped);
        } catch (IOException e) {
            throw new UnusablePayloadException("the text is not whole gzip data");
        }
    }

    private static byte[] bytes(String encoded) {
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new UnusablePayloadException("the text is not base64");
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnusablePayloadException("the decoded text is not UTF-8");
        }
    }

    /** {@link GZIPInputStream} ends in silence at whatever is no further member; but what it has left over tells. */
    private static final class Unzipping extends GZIPInputStream {

        private static final int TRAILER_BYTES = 8;

        Unzipping(byte[] zipped) throws IOException {
            super(new ByteArrayInputStream(zipped), Math.max(zipped.length, 1));
        }

        boolean hasRemains() {
            return inf.getRemaining() != TRAILER_BYTES;
        }
    }
}

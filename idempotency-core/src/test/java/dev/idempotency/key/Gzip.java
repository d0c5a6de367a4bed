package dev.idempotency.key;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** Makes gzip data. */
final class Gzip {

    private Gzip() {}

    static byte[] zip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    /** Gzip data of about a thousandth of the size that it unzips to. */
    static byte[] zeros(long count) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 16];
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            for (long written = 0; written < count; written += block.length) {
                out.write(block);
            }
        }
        return zipped.toByteArray();
    }
}

package dev.idempotency.key;

/** Text on its way to a sink as UTF-8, in small portions and up to {@link PayloadLimits#BYTES}. */
final class CanonicalOutput {

    private static final String HEX = "0123456789abcdef";

    /** The longest thing written in one piece is an escape of six bytes. */
    private static final int PIECE = 6;

    private final ByteSink sink;
    private final byte[] buffer = new byte[256];
    private int used;
    private int delivered;

    CanonicalOutput(ByteSink sink) {
        this.sink = sink;
    }

    void ascii(char c) {
        makeRoom();
        buffer[used++] = (byte) c;
    }

    void ascii(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            ascii(text.charAt(i));
        }
    }

    /**
     * Writes a JSON string with the escapes of RFC 8785, section 3.2.2.2: the short ones, {@code \}{@code u00xx} for
     * the other control characters, and nothing else.
     *
     * @throws UnusablePayloadException for half a surrogate pair, which has no UTF-8
     */
    void quoted(String text) {
        ascii('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            makeRoom();
            if (c < 0x80) {
                asciiOrEscape(c);
            } else if (!Character.isSurrogate(c)) {
                multiByte(c);
            } else {
                multiByte(pairAt(text, i));
                i++;
            }
        }
        ascii('"');
    }

    /** Counts bytes that took the work of writing them, though they are not written. */
    void charge(int bytes) {
        delivered += bytes;
        requireWithinLimit();
    }

    /** Hands over what is left; nothing is written afterwards. */
    void finish() {
        deliver();
    }

    private void asciiOrEscape(char c) {
        switch (c) {
            case '"', '\\' -> escape(c);
            case '\b' -> escape('b');
            case '\t' -> escape('t');
            case '\n' -> escape('n');
            case '\f' -> escape('f');
            case '\r' -> escape('r');
            default -> {
                if (c < ' ') {
                    escape('u');
                    buffer[used++] = '0';
                    buffer[used++] = '0';
                    buffer[used++] = (byte) HEX.charAt(c >> 4);
                    buffer[used++] = (byte) HEX.charAt(c & 0xf);
                } else {
                    buffer[used++] = (byte) c;
                }
            }
        }
    }

    private void escape(char c) {
        buffer[used++] = '\\';
        buffer[used++] = (byte) c;
    }

    private void multiByte(int codePoint) {
        if (codePoint < 0x800) {
            buffer[used++] = (byte) (0xc0 | (codePoint >> 6));
        } else {
            if (codePoint < 0x10000) {
                buffer[used++] = (byte) (0xe0 | (codePoint >> 12));
            } else {
                buffer[used++] = (byte) (0xf0 | (codePoint >> 18));
                buffer[used++] = continuation(codePoint >> 12);
            }
            buffer[used++] = continuation(codePoint >> 6);
        }
        buffer[used++] = continuation(codePoint);
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }

    private static int pairAt(String text, int index) {
        int codePoint = text.codePointAt(index);
        if (!Character.isSupplementaryCodePoint(codePoint)) {
            throw new UnusablePayloadException("a text has a lone surrogate");
        }
        return codePoint;
    }

    private void makeRoom() {
        if (buffer.length - used < PIECE) {
            deliver();
        }
    }

    private void deliver() {
        delivered += used;
        requireWithinLimit();
        sink.accept(buffer, used);
        used = 0;
    }

    private void requireWithinLimit() {
        if (delivered > PayloadLimits.BYTES) {
            throw new UnusablePayloadException("the canonical form is larger than " + PayloadLimits.BYTES + " bytes");
        }
    }
}

package dev.idempotency.key;

/** Bounds within which a payload can become a key. Whatever is beyond them is refused before it costs memory or stack. */
final class PayloadLimits {

    /** Containers inside one another, at each stage: the payload, JSON embedded in it, the selected slice. */
    static final int DEPTH = 512;

    /** Bytes of a slice in canonical form, digits of one number, bytes that a zipped text unzips to. */
    static final int BYTES = 1 << 20;

    /** Values in a whole payload; a small graph of objects that share their parts can stand for a boundless tree. */
    static final int VALUES = 1 << 18;

    /** Characters of text that a whole payload is written as, where it is not a JSON tree already. */
    static final int CHARACTERS = 1 << 24;

    private PayloadLimits() {}

    static UnusablePayloadException tooDeep() {
        return new UnusablePayloadException("the nesting is deeper than " + DEPTH + " levels, or without end");
    }

    static UnusablePayloadException tooManyValues() {
        return new UnusablePayloadException("there are more than " + VALUES + " values");
    }
}

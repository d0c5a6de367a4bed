package dev.idempotency.key;

/** Takes bytes as they are made. */
@FunctionalInterface
interface ByteSink {

    /** Takes the first {@code length} bytes of an array that is the caller's again afterwards. */
    void accept(byte[] bytes, int length);
}

package dev.idempotency.examples.queue;

/** Lambda stops an invocation that takes too long. */
final class FunctionTimeout extends Error {

    private static final long serialVersionUID = 1;
}

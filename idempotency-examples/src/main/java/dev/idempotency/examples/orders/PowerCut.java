package dev.idempotency.examples.orders;

/** The end of a process in the middle of its work, as far as a program can play its own. */
final class PowerCut extends Error {

    private static final long serialVersionUID = 1;
}

package dev.idempotency.examples.http;

/** A payment that was made. */
record Payment(int id, String item, int cents) {}

package dev.idempotency.examples;

import java.math.BigDecimal;

/** What a client gets for a charge. */
public record Receipt(int number, String userId, BigDecimal amount) {}

package dev.idempotency.examples;

import java.math.BigDecimal;

/** What a client asks to be charged for. */
public record Order(String userId, String productId, BigDecimal amount) {}

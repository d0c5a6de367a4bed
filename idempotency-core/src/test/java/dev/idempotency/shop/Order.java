package dev.idempotency.shop;

public record Order(String userId, String productId, int amount) {}

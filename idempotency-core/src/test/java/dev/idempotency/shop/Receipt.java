package dev.idempotency.shop;

public record Receipt(String id, int amount) {}

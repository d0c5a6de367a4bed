/**
 * For authors of persistence stores and of tests: the contract that every store must pass, a store in front of which
 * requests go wrong, time that a test moves by hand, and crashes injected into calls of your own function.
 */
@NullMarked
package dev.idempotency.testkit;

import org.jspecify.annotations.NullMarked;

/** For authors of persistence stores and of tests: the contract that every store must pass. */
@NullMarked
package dev.idempotency.testkit;

import org.jspecify.annotations.NullMarked;

/** What can go wrong: one unchecked family, each class saying whether the function ran. */
@NullMarked
package dev.idempotency.error;

import org.jspecify.annotations.NullMarked;

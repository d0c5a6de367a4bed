/**
 * From a payload to a key: pure functions, no I/O, no clock.
 *
 * <p>The steps: the payload becomes a JSON tree within limits, an expression selects the slice that counts, the slice is
 * written in canonical form, and its digest ends the key.
 */
@NullMarked
package dev.idempotency.key;

import org.jspecify.annotations.NullMarked;

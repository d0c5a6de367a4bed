/** Responses in and out of storage. */
@NullMarked
package dev.idempotency.codec;

import org.jspecify.annotations.NullMarked;

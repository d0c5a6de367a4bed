/** The persistence SPI, and the two stores that need no server: in memory, and a cache in front of another one. */
@NullMarked
package dev.idempotency.persistence;

import org.jspecify.annotations.NullMarked;

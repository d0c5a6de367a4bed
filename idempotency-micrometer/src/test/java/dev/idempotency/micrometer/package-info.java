/** Tests of the meters. */
@NullMarked
package dev.idempotency.micrometer;

import org.jspecify.annotations.NullMarked;

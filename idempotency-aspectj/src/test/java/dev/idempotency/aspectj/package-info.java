@NullMarked
package dev.idempotency.aspectj;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.idempotency.dynamodb;

import org.jspecify.annotations.NullMarked;

/** Idempotency records in an Amazon DynamoDB table: the store, and a helper that makes the table. */
@NullMarked
package dev.idempotency.dynamodb;

import org.jspecify.annotations.NullMarked;

/** Idempotent AWS Lambda functions: whole invocations, and batches record by record. */
@NullMarked
package dev.idempotency.lambda;

import org.jspecify.annotations.NullMarked;

/** What docs/lambda.md quotes, compiled and run. */
@NullMarked
package dev.idempotency.lambda.guide;

import org.jspecify.annotations.NullMarked;

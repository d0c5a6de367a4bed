/** The page that shows what was measured: docs/benchmarks.md with its charts. */
@NullMarked
package dev.idempotency.benchmarks.page;

import org.jspecify.annotations.NullMarked;

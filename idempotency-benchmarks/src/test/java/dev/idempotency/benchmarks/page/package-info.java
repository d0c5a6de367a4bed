/** Tests of how the page shows what was measured. */
@NullMarked
package dev.idempotency.benchmarks.page;

import org.jspecify.annotations.NullMarked;

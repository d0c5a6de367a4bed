/** What a call costs, each time beside a floor: the least code that does the same by hand. */
@NullMarked
package dev.idempotency.benchmarks;

import org.jspecify.annotations.NullMarked;

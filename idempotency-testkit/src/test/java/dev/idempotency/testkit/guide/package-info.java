/** The examples of docs/testing.md, as a user of the testkit writes them. */
@NullMarked
package dev.idempotency.testkit.guide;

import org.jspecify.annotations.NullMarked;

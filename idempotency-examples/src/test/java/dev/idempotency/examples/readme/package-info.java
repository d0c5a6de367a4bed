/** Compiles and runs the code of the README and the pages in docs, and follows their links. */
@NullMarked
package dev.idempotency.examples.readme;

import org.jspecify.annotations.NullMarked;

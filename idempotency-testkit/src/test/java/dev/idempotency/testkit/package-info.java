@NullMarked
package dev.idempotency.testkit;

import org.jspecify.annotations.NullMarked;

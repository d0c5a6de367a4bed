/** Idempotent methods of classes that are woven by AspectJ, or proxied by Spring AOP. */
@NullMarked
package dev.idempotency.aspectj;

import org.jspecify.annotations.NullMarked;

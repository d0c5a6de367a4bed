/** Classes whose idempotent methods the build weaves. */
@NullMarked
package dev.idempotency.aspectj.woven;

import org.jspecify.annotations.NullMarked;

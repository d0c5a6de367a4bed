/** Code as a user of the library would have it, in a package of its own. */
@NullMarked
package dev.idempotency.shop;

import org.jspecify.annotations.NullMarked;

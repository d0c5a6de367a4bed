/** Tests of the fixture, and the programs that they run as processes of their own. */
@NullMarked
package dev.idempotency.dynamodb.local;

import org.jspecify.annotations.NullMarked;

/**
 * A Lambda function behind an SQS queue, standard and FIFO: each message is worked on once, however often it is
 * delivered, and one that fails does not bring back the others.
 *
 * <p>{@link dev.idempotency.examples.queue.ParcelFunction} is the function, {@link
 * dev.idempotency.examples.queue.SmallQueue} what stands for SQS.
 */
@NullMarked
package dev.idempotency.examples.queue;

import org.jspecify.annotations.NullMarked;

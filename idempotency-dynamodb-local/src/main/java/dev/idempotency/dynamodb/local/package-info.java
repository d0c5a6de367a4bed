/**
 * Amazon DynamoDB Local as a test fixture, run as a process of its own.
 *
 * <p>{@link dev.idempotency.dynamodb.local.DynamoDbLocal} is the way in. The server's libraries are on the class path
 * of the server process only: code that uses the fixture brings whatever DynamoDB client, Jackson or logging it likes.
 */
@NullMarked
package dev.idempotency.dynamodb.local;

import org.jspecify.annotations.NullMarked;

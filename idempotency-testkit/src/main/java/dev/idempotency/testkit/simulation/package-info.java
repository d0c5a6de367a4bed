/**
 * A simulator that runs the real engine in several simulated processes over one server, and decides who acts when, what
 * goes wrong and how time passes: every schedule is a list of decisions that can be enumerated, drawn at random, and
 * replayed.
 */
@NullMarked
package dev.idempotency.testkit.simulation;

import org.jspecify.annotations.NullMarked;

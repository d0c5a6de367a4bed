/**
 * Appointments of a medical practice, booked, cancelled and rescheduled through a web portal whose answers get lost,
 * whose buttons are clicked twice and whose pages are open in two tabs.
 *
 * <p>{@link dev.idempotency.examples.booking.Portal} is the use of the library: what makes two requests the same one.
 */
@NullMarked
package dev.idempotency.examples.booking;

import org.jspecify.annotations.NullMarked;

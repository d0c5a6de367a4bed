package dev.idempotency.examples;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved, so that an hour can pass without anyone waiting for it. */
final class HandDrivenClock implements InstantSource {

    private volatile Instant now;

    HandDrivenClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration duration) {
        moveTo(now.plus(duration));
    }

    void moveTo(Instant instant) {
        now = instant;
    }
}

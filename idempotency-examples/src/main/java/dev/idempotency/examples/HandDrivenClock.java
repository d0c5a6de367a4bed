package dev.idempotency.examples;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved, so that an hour can pass without anyone waiting for it. */
public final class HandDrivenClock implements InstantSource {

    private volatile Instant now;

    /** A clock that stands at the given time. */
    public HandDrivenClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves the clock on. */
    public void advance(Duration duration) {
        moveTo(now.plus(duration));
    }

    void moveTo(Instant instant) {
        now = instant;
    }
}

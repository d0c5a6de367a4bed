package dev.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Names for claims, no two of them equal anywhere: a random number that all tokens of a tenth of a second share, and a
 * count. Thread-safe.
 *
 * <p>A token for each claim out of the JVM's random numbers would have all threads queue for them. One random number for
 * good would be shared by all processes that are restored from one snapshot of a process, as on AWS Lambda SnapStart;
 * the JDK's own source of random numbers keeps what it has read for a tenth of a second, too.
 */
final class OwnerTokens {

    private static final Duration SERIES_LENGTH = Duration.ofMillis(100);

    private volatile @Nullable Series series;

    /** A token that no other claim has. */
    String next(Instant now) {
        Series current = series;
        if (current == null || !current.spans(now)) {
            // Threads that come here at once begin a series each, of which one stays: all are as good.
            current = new Series(UUID.randomUUID() + "-", now, now.plus(SERIES_LENGTH));
            series = current;
        }
        return current.next();
    }

    private record Series(String name, Instant begin, Instant end, AtomicLong count) {

        Series(String name, Instant begin, Instant end) {
            this(name, begin, end, new AtomicLong());
        }

        /** A clock that was set back tells of a restored process as well as one that has moved on. */
        boolean spans(Instant now) {
            return !now.isBefore(begin) && now.isBefore(end);
        }

        String next() {
            return name.concat(Long.toHexString(count.getAndIncrement()));
        }
    }
}

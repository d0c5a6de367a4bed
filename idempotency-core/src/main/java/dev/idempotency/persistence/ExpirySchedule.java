package dev.idempotency.persistence;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keys in the order in which they are due for a look.
 *
 * <p>Keys that are due in the same second share a bucket, so the cost of an entry depends on the number of distinct
 * seconds ahead and not on the number of keys. Thread-safe.
 */
final class ExpirySchedule {

    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Long, Queue<String>> keysBySecond = new TreeMap<>();

    /** No bucket is due before this second: read without the lock, so that nothing due costs next to nothing. */
    private volatile long earliestSecond = Long.MAX_VALUE;

    /** Has the key come up once the given instant is past. */
    void add(String key, Instant due) {
        long second = due.getEpochSecond();
        lock.lock();
        try {
            Queue<String> keys = keysBySecond.get(second);
            if (keys == null) {
                keys = new ArrayDeque<>();
                keysBySecond.put(second, keys);
                earliestSecond = keysBySecond.firstKey();
            }
            keys.add(key);
        } finally {
            lock.unlock();
        }
    }

    /** Takes out a key whose second is wholly past, or {@code null} if there is none. */
    @Nullable
    String pollDue(Instant now) {
        if (earliestSecond >= now.getEpochSecond()) {
            return null;
        }
        lock.lock();
        try {
            Map.Entry<Long, Queue<String>> first = keysBySecond.firstEntry();
            if (first == null || first.getKey() >= now.getEpochSecond()) {
                return null;
            }
            String key = first.getValue().remove();
            if (first.getValue().isEmpty()) {
                keysBySecond.remove(first.getKey());
            }
            earliestSecond = keysBySecond.isEmpty() ? Long.MAX_VALUE : keysBySecond.firstKey();
            return key;
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            keysBySecond.clear();
            earliestSecond = Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
    }
}

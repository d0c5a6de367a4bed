package dev.idempotency;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loggers, looked up when there is something to say: to start a logging system takes longer than a call. */
final class Log {

    private Log() {}

    static Logger of(Class<?> speaker) {
        return LoggerFactory.getLogger(speaker);
    }
}

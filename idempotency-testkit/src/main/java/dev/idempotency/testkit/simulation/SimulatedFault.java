package dev.idempotency.testkit.simulation;

import java.util.Locale;

/** What can go wrong in a simulated process, and where. */
public enum SimulatedFault {
    /** The process dies. */
    CRASH,
    /** The process stands still, its heartbeat included, until its lease is over. */
    PAUSE,
    /** A request fails before it is sent. */
    FAILED_CALL,
    /** The client gives up on a request, which arrives all the same, at any later time. */
    LATE_REQUEST,
    /** The server acts on a request, and its answer is lost. */
    LOST_RESPONSE,
    /** The server acts on a request, its answer is lost, and the client sends the very same request again. */
    LOST_RESPONSE_RETRIED,
    /** A request that is answered arrives a second time, at any later time. */
    DELAYED_DUPLICATE;

    boolean isPossibleAt(Place place) {
        return switch (this) {
            case CRASH, PAUSE -> true;
            case FAILED_CALL -> place.isBeforeRequest();
            case LATE_REQUEST -> place == Place.BEFORE_WRITE;
            case LOST_RESPONSE, LOST_RESPONSE_RETRIED, DELAYED_DUPLICATE -> place == Place.AFTER_WRITE;
        };
    }

    /** Where a process is when it is struck. */
    enum Place {
        BEFORE_WRITE,
        AFTER_WRITE,
        BEFORE_READ,
        AFTER_READ,
        IN_FUNCTION;

        String told() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        boolean isBeforeRequest() {
            return this == BEFORE_WRITE || this == BEFORE_READ;
        }
    }
}

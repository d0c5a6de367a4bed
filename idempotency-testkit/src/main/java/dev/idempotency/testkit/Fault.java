package dev.idempotency.testkit;

/**
 * What befalls one request to a store. The usual ones are made by the methods below; a test may write its own:
 *
 * <pre>{@code
 * Fault slow = request -> {
 *     time.advance(Duration.ofSeconds(5));
 *     return request.send();
 * };
 * }</pre>
 */
@FunctionalInterface
public interface Fault {

    /**
     * Deals with a request.
     *
     * @return the answer for the client, as {@link Request#send} gave it
     * @throws RuntimeException what the client gets instead of an answer
     */
    Object strike(Request request);

    /** A request on its way from a client to the store's server. */
    interface Request {

        /** Lets the server act on the request. May be called more than once: the very same request arrives again. */
        Object send();

        /**
         * Has the server act on the request (once more) at a later time.
         *
         * @param steps how many further steps of this client are answered first; {@link FaultyStore#deliverLate} does
         *     not wait for them
         */
        void sendLater(int steps);

        /** Ends the client's process: from here on, every step throws the returned error and has no effect. */
        SimulatedCrash crash();
    }

    /** Nothing goes wrong. */
    static Fault none() {
        return Request::send;
    }

    /** The client fails before it sends the request: the server never sees it. */
    static Fault failedCall() {
        return request -> {
            throw new SimulatedOutage("request not sent");
        };
    }

    /** The server acts, its answer is lost, and the client gives up. */
    static Fault lostResponse() {
        return request -> {
            request.send();
            throw new SimulatedOutage("response lost");
        };
    }

    /** The server acts, its answer is lost, and the client sends the very same request again, as the AWS SDK does. */
    static Fault lostResponseRetried() {
        return request -> {
            request.send();
            return request.send();
        };
    }

    /**
     * The client gives up on a request that arrives all the same, later.
     *
     * @param steps how many further steps of the client are answered first
     */
    static Fault lateRequest(int steps) {
        return request -> {
            request.sendLater(steps);
            throw new SimulatedOutage("request timed out");
        };
    }

    /**
     * The request is answered, and arrives once more later.
     *
     * @param steps how many further steps of the client are answered first
     */
    static Fault delayedDuplicate(int steps) {
        return request -> {
            Object answer = request.send();
            request.sendLater(steps);
            return answer;
        };
    }

    /** The request is slow: before the server acts, something else happens. */
    static Fault delayedRequest(Runnable meanwhile) {
        return request -> {
            meanwhile.run();
            return request.send();
        };
    }

    /** The answer is slow: after the server has acted and before the client knows, something else happens. */
    static Fault delayedResponse(Runnable meanwhile) {
        return request -> {
            Object answer = request.send();
            meanwhile.run();
            return answer;
        };
    }

    /** The client's process dies before it sends the request. */
    static Fault crashBefore() {
        return request -> {
            throw request.crash();
        };
    }

    /** The client's process dies after the server has acted, before it gets the answer. */
    static Fault crashAfter() {
        return request -> {
            request.send();
            throw request.crash();
        };
    }
}

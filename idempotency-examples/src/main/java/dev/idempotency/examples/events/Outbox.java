package dev.idempotency.examples.events;

import java.util.ArrayList;
import java.util.List;

/** Sends mail, as often as it is asked. */
final class Outbox {

    private final List<String> mails = new ArrayList<>();

    /** Sends a mail and tells its id. */
    synchronized String send(String text) {
        mails.add(text);
        return "mail " + mails.size();
    }

    synchronized List<String> mails() {
        return List.copyOf(mails);
    }
}

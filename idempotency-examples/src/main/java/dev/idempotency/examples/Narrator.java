package dev.idempotency.examples;

import dev.idempotency.persistence.IdempotencyRecord;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;

/** Tells the story on the console: plain ASCII, a label in front of everything that happened. */
final class Narrator {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int HASH_SHOWN = 8;
    private static final int RESPONSE_SHOWN = 44;

    private final PrintStream out;
    private int requestsTold;

    Narrator(PrintStream out) {
        this.out = out;
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    void headline(String text) {
        out.println();
        out.println(text);
    }

    void tell(String label, String text) {
        out.println("   %-10s%s".formatted(label, text));
    }

    void tell(String label, TextTable table) {
        String next = label;
        for (String line : table.lines()) {
            tell(next, line);
            next = "";
        }
    }

    void tell(Answer answer) {
        tell(answer.kind().label(), answer.text());
    }

    /** What the card network was asked for since this was told last. */
    void tellRuns(List<CardNetwork.Entry> ledger) {
        if (ledger.size() == requestsTold) {
            tell("ran", "nothing");
        }
        for (CardNetwork.Entry entry : ledger.subList(requestsTold, ledger.size())) {
            tell(
                    "ran",
                    "request %s: %s from %s's card, %s"
                            .formatted(entry.number(), entry.amount(), entry.card(), entry.outcome()));
        }
        requestsTold = ledger.size();
    }

    /** The records with their status at the given time. */
    void tellRecords(List<IdempotencyRecord> records, Instant now) {
        if (records.isEmpty()) {
            tell("table", "(empty)");
            return;
        }
        TextTable table = new TextTable("KEY", "STATUS", "UNTIL", "RESPONSE");
        records.stream()
                .sorted(Comparator.comparing(IdempotencyRecord::endsAt).thenComparing(IdempotencyRecord::key))
                .forEach(record -> table.add(
                        shortKey(record.key()), record.statusAt(now), time(record.endsAt()), shortResponse(record)));
        tell("table", table);
    }

    void sumUp(Summary summary) {
        headline("LEDGER of the card network");
        summary.ledgerTable().lines().forEach(line -> out.println("   " + line));
        headline("SUMMARY");
        summary.scenarioTable().lines().forEach(line -> out.println("   " + line));
        headline(summary.verdict());
    }

    /** {@code com.acme.Payments.charge#0123456789abcdef} as {@code ...Payments.charge#01234567...}. */
    private static String shortKey(String key) {
        int hash = key.lastIndexOf('#');
        int type = key.lastIndexOf('.', key.lastIndexOf('.', hash) - 1);
        String operation = type < 0 ? key.substring(0, hash) : "..." + key.substring(type + 1, hash);
        return operation + shortened(key.substring(hash), HASH_SHOWN + 1);
    }

    private static String shortResponse(IdempotencyRecord record) {
        return record.response() == null ? "-" : shortened(record.response(), RESPONSE_SHOWN);
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "...";
    }
}

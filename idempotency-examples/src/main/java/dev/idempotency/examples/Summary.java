package dev.idempotency.examples;

import java.util.List;

/** All scenarios side by side, and whether they came out as they should. */
record Summary(List<Scenario> scenarios, List<CardNetwork.Entry> ledger) {

    boolean isAsExpected() {
        return scenarios.stream().allMatch(Scenario::isAsExpected);
    }

    String verdict() {
        long differing =
                scenarios.stream().filter(scenario -> !scenario.isAsExpected()).count();
        return differing == 0
                ? "RESULT: all " + scenarios.size() + " scenarios as expected"
                : "RESULT: " + differing + " of " + scenarios.size() + " scenarios DIFFER from what was expected";
    }

    TextTable scenarioTable() {
        TextTable table = new TextTable("SCENARIO", "CALLS", "CHARGES", "EXPECTED", "VERDICT");
        for (Scenario scenario : scenarios) {
            table.add(
                    scenario.title(),
                    scenario.calls(),
                    scenario.charges(),
                    scenario.expectedCharges(),
                    scenario.verdict());
        }
        table.add(
                "Total",
                scenarios.stream().mapToInt(Scenario::calls).sum(),
                scenarios.stream().mapToLong(Scenario::charges).sum(),
                scenarios.stream().mapToLong(Scenario::expectedCharges).sum(),
                "");
        return table;
    }

    TextTable ledgerTable() {
        TextTable table = new TextTable("REQUEST", "CARD", "AMOUNT", "OUTCOME");
        for (CardNetwork.Entry entry : ledger) {
            table.add(entry.number(), entry.card(), entry.amount(), entry.outcome());
        }
        return table;
    }
}

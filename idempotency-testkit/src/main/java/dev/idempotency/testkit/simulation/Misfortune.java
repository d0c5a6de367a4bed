package dev.idempotency.testkit.simulation;

import dev.idempotency.testkit.simulation.SimulatedFault.Place;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what goes wrong, within the limits of the scenario. */
final class Misfortune {

    private final Choices choices;
    private final Map<Place, List<SimulatedFault>> possible = new EnumMap<>(Place.class);
    private int faultsLeft;
    private int failuresLeft;

    Misfortune(Scenario scenario, Choices choices) {
        this.choices = choices;
        this.faultsLeft = scenario.faults();
        this.failuresLeft = scenario.functionFailures();
        for (Place place : Place.values()) {
            possible.put(
                    place,
                    scenario.faultKinds().stream()
                            .filter(fault -> fault.isPossibleAt(place))
                            .toList());
        }
    }

    /** The fault that strikes here, if any does. */
    @Nullable
    SimulatedFault strike(Place place) {
        List<SimulatedFault> faults = possible.getOrDefault(place, List.of());
        int choice = faultsLeft == 0 ? 0 : choices.chooseRarely(1 + faults.size());
        if (choice == 0) {
            return null;
        }
        faultsLeft--;
        return faults.get(choice - 1);
    }

    /** From now on nothing goes wrong. */
    void end() {
        faultsLeft = 0;
        failuresLeft = 0;
    }

    boolean functionFails() {
        boolean fails = failuresLeft > 0 && choices.choose(2) == 1;
        if (fails) {
            failuresLeft--;
        }
        return fails;
    }
}

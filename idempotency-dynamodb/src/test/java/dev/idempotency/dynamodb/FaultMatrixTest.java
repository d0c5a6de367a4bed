package dev.idempotency.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.dynamodb.Fleet.Declined;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.testkit.Step;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault at every step of a call, for one request or for all of them: the function runs no more often than once
 * and once more for each takeover and each failure, and nothing is stuck beyond a lease.
 */
class FaultMatrixTest {

    private final Fleet fleet = new Fleet();
    private final LateRequests late = new LateRequests();

    private enum Kind {
        NOT_SENT,
        LOST_ANSWER,
        SENT_TWICE,
        SLOW,
        THROTTLED,
        SERVER_ERROR,
        GIVEN_UP,
        REPEATED
    }

    private enum Extent {
        ONE_REQUEST,
        ALL_REQUESTS
    }

    /** When requests arrive that the network kept. */
    private enum Arrival {
        AFTER_THE_CALL,
        AFTER_A_DUPLICATE,
        AFTER_THE_LEASE
    }

    private record Fault(Step step, Kind kind, Extent extent, Arrival arrival) {

        Action action() {
            return switch (step) {
                case ACQUIRE -> Action.PUT_ITEM;
                case FIND -> Action.GET_ITEM;
                case RENEW, COMPLETE -> Action.UPDATE_ITEM;
                case RELEASE -> Action.DELETE_ITEM;
            };
        }

        @Override
        public String toString() {
            return step + " " + kind + " " + extent + (isLate(kind) ? " " + arrival : "");
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(Step.ACQUIRE, Step.RENEW, Step.COMPLETE, Step.RELEASE)
                .flatMap(step -> Stream.of(Kind.values()).flatMap(kind -> Stream.of(Extent.values())
                        .flatMap(extent -> arrivals(kind).map(at -> new Fault(step, kind, extent, at)))));
    }

    @AfterEach
    void closeConnections() {
        fleet.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    @DisplayName("C1, C2, C3, C4, F2: whatever fails, no run too many and no key stuck")
    void faultLeadsToNoRunTooManyAndToNoStuckKey(Fault fault) {
        Optional<String> first = callUnder(fault);
        assertThat(fleet.here.http.faults()).as("faults that struck").isPositive();
        arriveIf(fault, Arrival.AFTER_THE_CALL);
        Optional<String> second = duplicate();
        arriveIf(fault, Arrival.AFTER_A_DUPLICATE);
        Optional<String> third = duplicate();

        assertThat(fleet.takeovers()).as("takeovers within the lease").isZero();
        assertThat(fleet.runs()).as("runs within the lease").isLessThanOrEqualTo(1 + fleet.failures());
        assertThat(Stream.of(first, second, third).flatMap(Optional::stream).distinct())
                .as("different results within the lease")
                .hasSizeLessThanOrEqualTo(1);

        fleet.outliveLeases();
        Optional<String> fourth = duplicate();
        arriveIf(fault, Arrival.AFTER_THE_LEASE);

        assertThat(fourth).as("result once the lease is over").isPresent();
        third.ifPresent(recorded -> assertThat(fourth).contains(recorded));
        assertThat(duplicate()).isEqualTo(fourth);
        assertThat(fleet.runs()).isLessThanOrEqualTo(1 + fleet.failures() + fleet.takeovers());
    }

    /** The result of a call at one step of which the fault strikes; none if the caller was told of a failure. */
    private Optional<String> callUnder(Fault fault) {
        try {
            if (fault.step == Step.ACQUIRE) {
                inject(fault);
            }
            return Optional.of(fleet.here.charge(() -> workUnder(fault)));
        } catch (IdempotencyPersistenceException nothingRan) {
            assertThat(fault.step).isEqualTo(Step.ACQUIRE);
            assertThat(fleet.runs()).isZero();
            return Optional.empty();
        } catch (Declined own) {
            assertThat(fault.step).isEqualTo(Step.RELEASE);
            return Optional.empty();
        } finally {
            fleet.here.http.heal();
        }
    }

    private void workUnder(Fault fault) {
        switch (fault.step) {
            case RENEW -> {
                inject(fault);
                fleet.letHeartsBeat();
                fleet.here.http.heal();
            }
            case COMPLETE -> inject(fault);
            case RELEASE -> {
                inject(fault);
                throw new Declined();
            }
            default -> {}
        }
    }

    private void inject(Fault fault) {
        HttpFault http = httpFault(fault.kind);
        if (fault.extent == Extent.ONE_REQUEST) {
            fleet.here.http.on(fault.action(), http);
        } else {
            fleet.here.http.always(fault.action(), http);
        }
    }

    private HttpFault httpFault(Kind kind) {
        return switch (kind) {
            case NOT_SENT -> HttpFault.notSent();
            case LOST_ANSWER -> HttpFault.lostAnswer();
            case SENT_TWICE -> HttpFault.sentTwice();
            case SLOW -> HttpFault.slow(() -> fleet.letTimePass(Fleet.LEASE.dividedBy(10)));
            case THROTTLED -> HttpFault.throttled();
            case SERVER_ERROR -> HttpFault.serverError();
            case GIVEN_UP -> late.givenUp();
            case REPEATED -> late.repeated();
        };
    }

    private void arriveIf(Fault fault, Arrival now) {
        if (isLate(fault.kind) && fault.arrival == now) {
            assertThat(late.arrive()).isNotEmpty();
        }
    }

    /** The result of a call elsewhere; none if it was told that the first is still in progress. */
    private Optional<String> duplicate() {
        try {
            return Optional.of(fleet.elsewhere.charge());
        } catch (IdempotencyAlreadyInProgressException stillRunning) {
            return Optional.empty();
        }
    }

    private static boolean isLate(Kind kind) {
        return kind == Kind.GIVEN_UP || kind == Kind.REPEATED;
    }

    private static Stream<Arrival> arrivals(Kind kind) {
        return isLate(kind) ? Stream.of(Arrival.values()) : Stream.of(Arrival.AFTER_THE_CALL);
    }
}

package dev.idempotency.persistence;

import static dev.idempotency.persistence.Records.NOW;
import static dev.idempotency.persistence.Records.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdempotencyRecordTest {

    @ParameterizedTest
    @CsvSource({
        "12:00:00,              12:00:00, 12:00:00",
        "12:00:00.000000001,    12:00:01, 12:00:00.001",
        "12:00:00.001,          12:00:01, 12:00:00.001",
        "12:00:00.001000001,    12:00:01, 12:00:00.002",
        "12:00:00.999999999,    12:00:01, 12:00:01"
    })
    @Tag("F5")
    void timesAreRoundedUpSoThatNothingEndsEarly(String given, String expiry, String lease) {
        IdempotencyRecord record = record(RecordStatus.COMPLETED, time(given), time(given));

        assertThat(record.expiresAt()).isEqualTo(time(expiry));
        assertThat(record.leaseUntil()).isEqualTo(time(lease));
    }

    @Test
    @Tag("F5")
    void timesBeforeTheEpochAreRoundedUpToo() {
        Instant before = Instant.ofEpochSecond(-5, 1);

        assertThat(record(RecordStatus.COMPLETED, before, before).expiresAt()).isEqualTo(Instant.ofEpochSecond(-4));
        assertThat(record(RecordStatus.COMPLETED, before, before).leaseUntil())
                .isEqualTo(Instant.ofEpochSecond(-5, 1_000_000));
    }

    @Test
    @Tag("F5")
    void completedRecordCountsToTheMillisecondOfItsExpiry() {
        IdempotencyRecord record = record(RecordStatus.COMPLETED, at(10), at(1));

        assertThat(record.endsAt()).isEqualTo(at(10));
        assertThat(record.statusAt(NOW)).isEqualTo(RecordStatus.COMPLETED);
        assertThat(record.statusAt(at(10))).isEqualTo(RecordStatus.COMPLETED);
        assertThat(record.statusAt(at(10).plusNanos(999_999))).isEqualTo(RecordStatus.COMPLETED);
        assertThat(record.statusAt(at(10.001))).isEqualTo(RecordStatus.EXPIRED);
    }

    @Test
    @Tag("F5")
    void claimCountsToTheMillisecondOfItsLease() {
        IdempotencyRecord record = record(RecordStatus.INPROGRESS, at(10), at(1.5));

        assertThat(record.endsAt()).isEqualTo(at(1.5));
        assertThat(record.statusAt(at(1.5))).isEqualTo(RecordStatus.INPROGRESS);
        assertThat(record.statusAt(at(1.5).plusNanos(999_999))).isEqualTo(RecordStatus.INPROGRESS);
        assertThat(record.statusAt(at(1.501))).isEqualTo(RecordStatus.EXPIRED);
    }

    @Test
    void claimWithoutLeaseHoldsUntilItExpires() {
        IdempotencyRecord record = record(RecordStatus.INPROGRESS, at(10), null);

        assertThat(record.endsAt()).isEqualTo(at(10));
        assertThat(record.statusAt(at(10))).isEqualTo(RecordStatus.INPROGRESS);
        assertThat(record.statusAt(at(10.001))).isEqualTo(RecordStatus.EXPIRED);
    }

    @Test
    void claimWhoseLeaseOutlivesItsExpiryEndsWithItsExpiry() {
        assertThat(record(RecordStatus.INPROGRESS, at(1), at(10)).endsAt()).isEqualTo(at(1));
    }

    @Test
    void claimNeverExpiresBeforeItsLease() {
        IdempotencyRecord claim = IdempotencyRecord.inProgress("k", "owner", at(10.5), at(1), null);

        assertThat(claim.expiresAt()).isEqualTo(at(11));
        assertThat(claim.leaseUntil()).isEqualTo(at(10.5));
        assertThat(claim.endsAt()).isEqualTo(at(10.5));
    }

    @Test
    void renewedClaimNeverExpiresBeforeItsLease() {
        IdempotencyRecord claim = IdempotencyRecord.inProgress("k", "owner", at(10), at(100), "hash");

        assertThat(claim.renewed(at(20), at(15))).isEqualTo(record(RecordStatus.INPROGRESS, at(20), at(20)));
        assertThat(claim.renewed(at(20), at(150))).isEqualTo(record(RecordStatus.INPROGRESS, at(150), at(20)));
    }

    @Test
    void claimIsInProgressWithoutResponse() {
        assertThat(IdempotencyRecord.inProgress("k", "owner", at(1), at(2), "hash"))
                .isEqualTo(new IdempotencyRecord(
                        "k", RecordStatus.INPROGRESS, at(2), at(1), null, "owner", null, null, "hash"));
    }

    @Test
    void completionKeepsKeyOwnerAndHash() {
        IdempotencyRecord claim = IdempotencyRecord.inProgress("k", "owner", at(1), at(2), "hash");

        assertThat(claim.completed("r", at(1), at(5)))
                .isEqualTo(new IdempotencyRecord(
                        "k", RecordStatus.COMPLETED, at(5), at(1), at(1), "owner", "r", null, "hash"));
        assertThat(claim.completed("r", at(1), at(5)).withoutResponse()).isEqualTo(claim.completed(null, at(1), at(5)));
    }

    @Test
    void recordWithoutOwnerBelongsToNobody() {
        IdempotencyRecord foreign =
                new IdempotencyRecord("k", RecordStatus.INPROGRESS, at(1), null, null, null, null, null, null);

        assertThat(foreign.isOwnedBy(null)).isFalse();
        assertThat(foreign.isOwnedBy("owner")).isFalse();
        assertThat(record(RecordStatus.INPROGRESS, at(1), null).isOwnedBy("owner"))
                .isTrue();
        assertThat(record(RecordStatus.INPROGRESS, at(1), null).isOwnedBy("other"))
                .isFalse();
        assertThat(record(RecordStatus.INPROGRESS, at(1), null).isOwnedBy(null)).isFalse();
    }

    @Test
    @Tag("F4")
    void textOfARecordHasAllButTheResponse() {
        IdempotencyRecord claim = IdempotencyRecord.inProgress("charge#1", "owner", at(1), at(2), "digest");

        assertThat(claim.completed("\"secret\"", at(1), at(5)))
                .asString()
                .contains("charge#1", "COMPLETED", at(5).toString(), at(1).toString(), "owner", "8 chars", "digest")
                .doesNotContain("secret");
        assertThat(claim).asString().contains("response=none");
    }

    @Test
    @SuppressWarnings("NullAway")
    void recordsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> record(RecordStatus.EXPIRED, at(1), null))
                .withMessageContaining("EXPIRED");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdempotencyRecord.inProgress("", "owner", at(1), at(1), null))
                .withMessageContaining("key");
        assertThatNullPointerException()
                .isThrownBy(() -> IdempotencyRecord.inProgress("k", null, at(1), at(1), null))
                .withMessageContaining("owner");
    }

    private static IdempotencyRecord record(RecordStatus status, Instant expiresAt, @Nullable Instant leaseUntil) {
        return new IdempotencyRecord("k", status, expiresAt, leaseUntil, null, "owner", null, null, "hash");
    }

    private static Instant time(String timeOfDay) {
        return Instant.parse("2026-03-01T" + timeOfDay + "Z");
    }
}

package dev.idempotency.persistence;

import static dev.idempotency.persistence.Records.NOW;
import static dev.idempotency.persistence.Records.at;
import static dev.idempotency.persistence.Records.claim;
import static dev.idempotency.persistence.Records.completed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InMemoryPersistenceStoreTest {

    private final InMemoryPersistenceStore store = new InMemoryPersistenceStore();

    @Test
    void freshKeyIsGranted() {
        IdempotencyRecord claim = claim("k");

        assertThat(store.acquire(claim, NOW)).isEqualTo(new Acquired(null));
        assertThat(store.find("k")).contains(claim);
        assertThat(store.find("other")).isEmpty();
    }

    @Test
    @Tag("C1")
    void keyInProgressIsRefusedWithItsRecordUntilTheLeaseEnds() {
        IdempotencyRecord first = claim("k", 10, 3600);
        IdempotencyRecord second = claim("k", 100, 3600);
        store.acquire(first, NOW);

        assertThat(store.acquire(second, NOW)).isEqualTo(new Refused(first));
        assertThat(store.acquire(second, at(10))).isEqualTo(new Refused(first));
        assertThat(store.acquire(second, at(10.001))).isEqualTo(new Acquired(first));
        assertThat(store.find("k")).contains(second);
    }

    @Test
    @Tag("F5")
    void completedKeyIsRefusedWithItsRecordUntilItExpires() {
        IdempotencyRecord first = claim("k");
        IdempotencyRecord done = completed(first, 100);
        IdempotencyRecord second = claim("k", 200, 3600);
        store.acquire(first, NOW);
        store.complete(done);

        assertThat(store.acquire(second, at(100))).isEqualTo(new Refused(done));
        assertThat(store.acquire(second, at(100.001))).isInstanceOf(Acquired.class);
        assertThat(store.find("k")).contains(second);
    }

    /** What is dropped must be over by the same rule as what is granted: by whole milliseconds. */
    @Test
    @Tag("F5")
    void completedKeyIsRefusedWithinTheMillisecondOfItsExpiry() {
        IdempotencyRecord first = claim("k", 60, 60);
        IdempotencyRecord done = completed(first, 100);
        Instant lastMillisecond = at(100).plusNanos(500_000);
        store.acquire(first, NOW);
        store.complete(done);

        assertThat(done.statusAt(lastMillisecond)).isEqualTo(RecordStatus.COMPLETED);
        assertThat(store.acquire(claim("k", 200, 3600), lastMillisecond)).isEqualTo(new Refused(done));
    }

    @Test
    @Tag("C2")
    void retriedClaimRecognisesItself() {
        IdempotencyRecord claim = claim("k", 10, 3600);
        store.acquire(claim, NOW);

        assertThat(store.acquire(claim, at(1))).isInstanceOf(Acquired.class);

        IdempotencyRecord longer = claim.renewed(at(20), at(3600));
        assertThat(store.acquire(longer, at(2))).isInstanceOf(Acquired.class);
        assertThat(store.find("k")).contains(longer);
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    @Tag("C2")
    void delayedClaimDoesNotMoveItsOwnersLeaseBack() {
        IdempotencyRecord claim = claim("k", 10, 3600);
        IdempotencyRecord renewed = claim.renewed(at(20), at(3600));
        store.acquire(claim, NOW);
        store.renew(renewed);

        assertThat(store.acquire(claim, at(5))).isEqualTo(new Refused(renewed));
        assertThat(store.find("k")).contains(renewed);
    }

    @Test
    @Tag("C2")
    void delayedClaimDoesNotReopenWhatItsOwnerCompleted() {
        IdempotencyRecord claim = claim("k");
        IdempotencyRecord done = completed(claim, 3600);
        store.acquire(claim, NOW);
        store.complete(done);

        assertThat(store.acquire(claim, at(1))).isEqualTo(new Refused(done));
    }

    @Test
    @Tag("C3")
    void onlyTheOwnerCompletesRenewsAndReleases() {
        IdempotencyRecord owner = claim("k", 10, 3600);
        IdempotencyRecord other = claim("k", 20, 3600);
        store.acquire(owner, NOW);

        assertThat(store.complete(completed(other, 100))).isFalse();
        assertThat(store.renew(other)).isFalse();
        assertThat(store.release("k", String.valueOf(other.owner()))).isFalse();
        assertThat(store.find("k")).contains(owner);

        assertThat(store.renew(owner.renewed(at(20), at(3600)))).isTrue();
        assertThat(store.find("k")).contains(owner.renewed(at(20), at(3600)));
        assertThat(store.complete(completed(owner, 100))).isTrue();
        assertThat(store.find("k")).contains(completed(owner, 100));
    }

    @Test
    @Tag("C3")
    void releasedKeyIsFree() {
        IdempotencyRecord owner = claim("k");
        store.acquire(owner, NOW);

        assertThat(store.release("k", String.valueOf(owner.owner()))).isTrue();
        assertThat(store.release("k", String.valueOf(owner.owner()))).isFalse();
        assertThat(store.size()).isZero();
        assertThat(store.acquire(claim("k"), NOW)).isEqualTo(new Acquired(null));
    }

    @Test
    @Tag("C3")
    void ownerThatWasReplacedChangesNothing() {
        IdempotencyRecord late = claim("k", 10, 3600);
        IdempotencyRecord owner = claim("k", 100, 3600);
        store.acquire(late, NOW);
        store.acquire(owner, at(11));

        assertThat(store.complete(completed(late, 100))).isFalse();
        assertThat(store.renew(late.renewed(at(200), at(3600)))).isFalse();
        assertThat(store.release("k", String.valueOf(late.owner()))).isFalse();
        assertThat(store.find("k")).contains(owner);
    }

    @Test
    void completedRecordIsNeitherRenewedNorReleasedButMayBeCompletedAgain() {
        IdempotencyRecord owner = claim("k");
        IdempotencyRecord done = completed(owner, 100);
        store.acquire(owner, NOW);
        store.complete(done);

        assertThat(store.renew(owner.renewed(at(200), at(3600)))).isFalse();
        assertThat(store.release("k", String.valueOf(owner.owner()))).isFalse();
        assertThat(store.find("k")).contains(done);
        assertThat(store.complete(done)).isTrue();
    }

    @Test
    void renewalNeverMovesALeaseBack() {
        IdempotencyRecord owner = claim("k", 10, 3600);
        store.acquire(owner, NOW);

        assertThat(store.renew(owner.renewed(at(9.999), at(3600)))).isFalse();
        assertThat(store.renew(owner.renewed(at(10), at(3600)))).isTrue();
        assertThat(store.find("k")).contains(owner);
    }

    @Test
    void recordWithoutOwnerOrLeaseIsNobodysAndHoldsUntilItExpires() {
        IdempotencyRecord foreign =
                new IdempotencyRecord("k", RecordStatus.INPROGRESS, at(100), null, null, null, null, null, null);
        IdempotencyRecord claim = claim("k", 200, 3600);
        store.acquire(foreign, NOW);

        assertThat(store.acquire(foreign, NOW)).isEqualTo(new Refused(foreign));
        assertThat(store.complete(foreign.completed("r", at(1), at(200)))).isFalse();
        assertThat(store.renew(foreign)).isFalse();
        assertThat(store.acquire(claim, at(100))).isEqualTo(new Refused(foreign));
        assertThat(store.acquire(claim, at(100.001))).isInstanceOf(Acquired.class);
    }

    @Test
    void keysThatWereNeverClaimedCannotBeCompletedRenewedOrReleased() {
        assertThat(store.complete(completed(claim("k"), 10))).isFalse();
        assertThat(store.renew(claim("k"))).isFalse();
        assertThat(store.release("k", "owner")).isFalse();
        assertThat(store.size()).isZero();
    }

    @Test
    void contentsCanBeLookedAtAndForgotten() {
        IdempotencyRecord a = claim("a");
        IdempotencyRecord b = claim("b");
        store.acquire(a, NOW);
        store.acquire(b, NOW);

        assertThat(store.size()).isEqualTo(2);
        assertThat(store.records()).containsExactlyInAnyOrder(a, b).isUnmodifiable();

        store.clear();
        assertThat(store.size()).isZero();
        assertThat(store.records()).isEmpty();
        assertThat(store.find("a")).isEmpty();
        assertThat(store.complete(completed(a, 100))).isFalse();
        assertThat(store.acquire(claim("a"), NOW)).isEqualTo(new Acquired(null));
    }
}

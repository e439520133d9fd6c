package io.exogenesis.omega.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.DiskText;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.wire.v1.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An epoch whose time is over while the log cannot be written goes on until it can: it ends where the log is sealed, so that what
 * it held is erased, and everything is counted to one epoch.
 */
class EpochEndWithoutLogTest {
    /** Samples do not outlive their epoch here, so that nothing of it may be left. */
    private final CoreFixture core = CoreFixture.inMemory(s -> StandingSamplesTest.withLease(s, 1));

    private final PowerLossFileLayer disk = (PowerLossFileLayer) core.disk;
    private SyncSession session = SyncSession.of("none");

    /** What ails the log. */
    enum Fault {
        SYNC(disk -> disk.failSyncs(true)),
        FULL(disk -> disk.capacity(disk.used()));

        private final Consumer<PowerLossFileLayer> strike;

        Fault(Consumer<PowerLossFileLayer> strike) {
            this.strike = strike;
        }
    }

    @BeforeEach
    void anEpochWithASecret() {
        core.importTitles(10);
        session = core.session(core.register());
        core.push(session, Samples.sample(1, List.of("secret-of-former", "t1")), Samples.pattern(2));
    }

    private void strike(Fault fault) {
        fault.strike.accept(disk);
        assertThat(core.push(session, Samples.pattern(3)).getRefusal().getCode())
                .isEqualTo(Refusal.Code.UNAVAILABLE);
        assertThat(core.log.writable()).isFalse();
    }

    private void heal() {
        disk.failSyncs(false);
        disk.capacity(Long.MAX_VALUE);
        core.clock.advance(Duration.ofSeconds(2));
    }

    private void cannotEnd() {
        core.clock.advance(Duration.ofSeconds(2));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> core.rounds.runNow(true))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Refusal.Code.UNAVAILABLE));
        assertThat(core.ledger.epoch().number()).isZero();
        assertThat(core.accounting.total().pending()).isEqualTo(2);
    }

    private void endedOnceAndSealed(CoreFixture after) throws IOException {
        assertThat(after.ledger.epoch().number()).isEqualTo(1);
        long start = after.ledger.epoch().startPosition();
        assertThat(after.log.segmentOf(start)).isEqualTo(start);
        assertThat(DiskText.isOn(after.disk, "secret-of-former")).isFalse();
    }

    // The epoch ended in the middle of a segment before: what it held stayed on the disk for another epoch.
    @ParameterizedTest
    @EnumSource
    void end_whileTheLogFails_waitsForIt_andNothingIsCountedTwice(Fault fault) throws IOException {
        strike(fault);
        cannotEnd();
        cannotEnd();
        heal();
        core.rounds.runNow(true);
        endedOnceAndSealed(core);
        assertThat(core.accounting.total().pending()).isZero();

        // what was refused may have reached the disk all the same: then it was of the epoch that ended
        core.push(session, Samples.pattern((int) core.accounting.total().acknowledged() + 1));
        assertThat(core.epoch.status(0).patterns()).isEqualTo(1);
        CoreFixture after = core.restart(disk.crash(new Random(1)));
        assertThat(after.accounting.total()).isEqualTo(core.accounting.total());
        assertThat(after.rounds.runNow(true).votes()).isEqualTo(1);
    }

    // What comes between the log's recovery and the next round belongs to the epoch that still runs.
    @ParameterizedTest
    @EnumSource
    void push_betweenRecoveryAndTheEnd_isOfTheEpochThatEnds(Fault fault) throws IOException {
        strike(fault);
        cannotEnd();
        heal();
        core.push(session, Samples.pattern(3));
        assertThat(core.rounds.runNow(true).votes()).isEqualTo(2);
        endedOnceAndSealed(core);
        assertThat(core.accounting.total().pending()).isZero();
        assertThat(core.accounting.total().acknowledged()).isEqualTo(3);
        assertThat(core.killAndRestart().accounting.total()).isEqualTo(core.accounting.total());
    }

    // Its segment was no more among those to look for withdrawn contributions in.
    @ParameterizedTest
    @EnumSource
    void withdrawal_afterSuchAnEnd_isErasedFromTheDisk(Fault fault) throws IOException {
        strike(fault);
        cannotEnd();
        heal();
        core.rounds.runNow(true);
        var other = core.register();
        core.push(core.session(other), Samples.sample(1, List.of("secret-of-leaver", "t2")));
        core.registry.changeConsents(other.viewerId(), Consents.NONE);
        core.clock.advance(core.settings.ingest().epoch().eraseWithin());
        assertThat(core.erasure.runIfDue()).isEqualTo(1);
        assertThat(DiskText.isOn(core.disk, "secret-of-leaver")).isFalse();
    }
}

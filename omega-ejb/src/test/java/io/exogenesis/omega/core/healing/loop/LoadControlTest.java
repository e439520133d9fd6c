package io.exogenesis.omega.core.healing.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.catalogue.CatalogueStatus;
import io.exogenesis.omega.core.healing.HealingEvent;
import io.exogenesis.omega.core.healing.HealingLog;
import io.exogenesis.omega.core.healing.control.Input;
import io.exogenesis.omega.core.healing.sense.Sample;
import io.exogenesis.omega.core.healing.sense.Sensors;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.sync.AdmissionGate;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadControlTest {
    private final CoreFixture core = CoreFixture.inMemory();
    private final HealingLog log = new HealingLog(core.clock);
    private final Actuators actuators = new Actuators(core.schedule, core.gate);
    private final LoadControl control =
            new LoadControl(core.settings, core.schedule, actuators, core.pace, log, core.metrics);

    private static Sample sample(double p95Millis) {
        return sample(new Sample.Sync(20, 1_000, 0, p95Millis, 3_000, 0, 0));
    }

    private static Sample sample(Sample.Sync sync) {
        return new Sample(sync, new Sample.Backlog(0, 0), 1, .5, .5, CatalogueStatus.State.READY);
    }

    private void ticks(int n, Sample sample) {
        IntStream.range(0, n).forEach(i -> control.tick(sample));
    }

    private long nextSyncThatAViewerIsTold() {
        return core.answer(core.session(core.register()), CoreFixture.pull())
                .getPull()
                .getMetadata()
                .getNextSyncMs();
    }

    @Test
    void tick_calmCore_movesNothing_andTellsNothing() {
        ticks(300, sample(20));
        assertThat(core.gate.limit()).isEqualTo(AdmissionGate.USUAL);
        assertThat(core.schedule.nextSync()).isEqualTo(core.schedule.usualNextSync());
        assertThat(core.schedule.nextRound(0))
                .isEqualTo(core.settings.aggregate().interval());
        assertThat(log.latest(10)).isEmpty();
    }

    @Test
    void tick_storm_shedsLoad_asksViewersToComeLater_tellsWhyAndWhatItExpects_andGoesBackSilently() {
        ticks(60, sample(2_000));
        assertThat(core.gate.limit()).isLessThan(900);
        assertThat(nextSyncThatAViewerIsTold()).isGreaterThan(90_000);
        assertThat(core.metrics.gauge(Metric.ADMISSION_LIMIT)).isEqualTo(core.gate.limit());
        assertThat(core.metrics.gauge(Metric.NEXT_SYNC)).isGreaterThan(90);
        List<HealingEvent> events = log.latest(100);
        assertThat(events).hasSizeBetween(2, 18).allSatisfy(e -> {
            assertThat(e.by()).isEqualTo(HealingEvent.By.CONTROLLER);
            assertThat(e.outcome()).isEqualTo(HealingEvent.Outcome.ADJUSTED);
            assertThat(e.reason()).contains("95 % of the answers take up to 2000 ms (wanted: 200 ms)");
            assertThat(e.prediction()).matches("The 95 % quantile is expected to be \\d+ ms in 20 s.*");
        });
        assertThat(events)
                .extracting(HealingEvent::subject)
                .contains(Input.ADMISSION.subject(), Input.NEXT_SYNC.subject());

        ticks(600, sample(20));
        assertThat(core.gate.limit()).isEqualTo(AdmissionGate.USUAL);
        assertThat(core.schedule.nextSync()).isEqualTo(core.schedule.usualNextSync());
        assertThat(core.schedule.nextRound(0))
                .isEqualTo(core.settings.aggregate().interval());
        assertThat(log.latest(100)).isEqualTo(events);
    }

    /** The controller learned in a storm what admission does; a Core that answers at once opens its door all the same. */
    @Test
    void tick_calmAfterAStorm_theDoorIsOpenWithinFifteenSeconds() {
        ticks(30, sample(2_000));
        assertThat(core.gate.limit()).isLessThan(300);
        ticks(15, sample(20));
        assertThat(core.gate.limit()).isEqualTo(AdmissionGate.USUAL);
    }

    /** Five thousand frames a second of 40 ms each are two hundred in work, and no queue. */
    @Test
    void tick_manyInWorkThatAreAnsweredInTime_areNoLoad() {
        Sample busy = sample(new Sample.Sync(200, 5_000, 0, 40, 15_000, 0, 0));
        ticks(100, busy);
        assertThat(core.gate.limit()).isEqualTo(AdmissionGate.USUAL);
        assertThat(log.latest(10)).isEmpty();
    }

    // A Core that is slow for another reason, at a handful of frames a second, must not turn viewers away.
    @Test
    void tick_slowWithoutLoad_admitsWhatComes() {
        Sample slow = sample(new Sample.Sync(2, 10, 0, 5_000, 30, 0, 0));
        ticks(100, slow);
        assertThat(core.gate.limit()).isEqualTo(Actuators.LEAST_ADMITTED);
    }

    // The first frames of a new process wait for classes: a Core that has just started must not turn anybody away.
    @Test
    void tick_fewSlowFrames_areNoLoad() {
        Sample started = sample(new Sample.Sync(2, 5, 0, 5_000, 15, 0, 0));
        ticks(100, started);
        assertThat(core.gate.limit()).isEqualTo(AdmissionGate.USUAL);
        assertThat(log.latest(10)).isEmpty();
    }

    @Test
    void tick_sensorWithoutReading_keepsTheLastValues_andIsCounted() {
        ticks(60, sample(2_000));
        double limit = core.gate.limit();
        int events = log.latest(100).size();
        ticks(5, sample(Double.NaN));
        assertThat(core.gate.limit()).isEqualTo(limit);
        assertThat(log.latest(100)).hasSize(events);
        assertThat(core.metrics.counted(Metric.HEALING_FAILURES, "solve")).isEqualTo(5);
    }

    @Test
    void read_afterSyncs_tellsWhatTheyCame() {
        Sensors sensors = new Sensors(core.syncLoad, core.bank, core.catalogue, core.watch, core.metrics);
        sensors.read(Duration.ofSeconds(1));
        var session = core.session(core.register());
        core.push(session, io.exogenesis.omega.core.port.Samples.pattern(1));
        core.answer(session, CoreFixture.pull());
        Sample sample = sensors.read(Duration.ofSeconds(2));
        assertThat(sample.sync().offered()).isEqualTo(3);
        assertThat(sample.sync().p95Millis()).isPositive();
        assertThat(sample.sync().inWork()).isZero();
        assertThat(sample.backlog().waiting()).isEqualTo(1);
        assertThat(sample.heap()).isBetween(0.0, 1.0);
        sensors.read(Duration.ofSeconds(10));
        assertThat(sensors.latest().backlog().ageSeconds()).isEqualTo(8);
        core.rounds.runNow(false);
        assertThat(sensors.read(Duration.ofSeconds(11)).backlog()).isEqualTo(new Sample.Backlog(0, 0));
        assertThat(sensors.read(Duration.ofSeconds(12)).sync().p95Millis())
                .as("beyond the window")
                .isZero();
    }
}

package io.exogenesis.omega.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each figure of the specification's ExogenesisMetrics moves when what it counts happens, and only then. */
class WholeWayMetricsTest {
    private final CoreFixture core = CoreFixture.inMemory();
    private final RecordingMetrics seen = new RecordingMetrics(core);

    /** Reads the fixture's counts by metric. */
    private record RecordingMetrics(CoreFixture core) {
        int of(Metric metric, String label) {
            return core.metrics.count(metric.published() + (label.isEmpty() ? "" : "." + label));
        }
    }

    @Test
    void aPullOfTheVersionBefore_afterARound_timesItsDistribution() {
        core.importTitles(5);
        SyncSession viewer = core.session(core.register());
        PullResponse empty = core.answer(viewer, CoreFixture.pull()).getPull();
        agree();
        core.rounds.runNow(false);
        assertThat(seen.of(Metric.DISTRIBUTION_SECONDS, "")).isZero();
        core.clock.advance(Duration.ofSeconds(7));

        PullResponse next = core.answer(viewer, since(empty)).getPull();
        assertThat(next.getUpsertsList()).hasSize(1);
        assertThat(seen.of(Metric.DISTRIBUTION_SECONDS, "")).isEqualTo(1);
        assertThat(seen.of(Metric.PATTERNS_SENT, "")).isEqualTo(1);

        core.answer(viewer, since(next));
        assertThat(seen.of(Metric.DISTRIBUTION_SECONDS, "")).isEqualTo(1);
    }

    @Test
    void aSnapshot_forANewcomer_isNoDistribution() {
        core.importTitles(5);
        agree();
        core.rounds.runNow(false);
        core.answer(core.session(core.register()), CoreFixture.pull());
        assertThat(seen.of(Metric.DISTRIBUTION_SECONDS, "")).isZero();
        assertThat(seen.of(Metric.PATTERNS_SENT, "")).isEqualTo(1);
    }

    @Test
    void outcomes_ofTheAuditCohort_makeTheAccuracy_onceEach() {
        assertThat(core.metrics.gauge(Metric.ACCURACY)).isNaN();
        SyncSession viewer = core.session(core.register());
        Contribution report = new Contribution(
                1,
                new Contribution.OfOutcomes(
                        new Outcomes(List.of(new ItemOutcome(new MediaId("t1"), 4, 1)), List.of())));
        core.push(viewer, report);
        core.push(viewer, report);
        assertThat(core.metrics.gauge(Metric.ACCURACY)).isEqualTo(.25);
        assertThat(seen.of(Metric.AUDIT_TITLES, "shown")).isEqualTo(4);
        assertThat(seen.of(Metric.AUDIT_TITLES, "watched")).isEqualTo(1);
    }

    @Test
    void reports_withoutTheConsent_countNothing() {
        SyncSession viewer =
                core.session(core.register(Consents.ALL.withAudit(false).withMetrics(false)));
        core.push(
                viewer,
                new Contribution(1, new Contribution.OfSession(new SessionSummary(1, 1, 0, 0, 0, 3600))),
                new Contribution(
                        2,
                        new Contribution.OfOutcomes(
                                new Outcomes(List.of(new ItemOutcome(new MediaId("t1"), 4, 1)), List.of()))));
        assertThat(seen.of(Metric.SESSION_SECONDS, "")).isZero();
        assertThat(core.metrics.gauge(Metric.ACCURACY)).isNaN();
    }

    @Test
    void aSession_withTheMetricsConsent_isTimed() {
        SyncSession viewer = core.session(core.register());
        core.push(viewer, new Contribution(1, new Contribution.OfSession(new SessionSummary(1, 1, 0, 0, 0, 3600))));
        assertThat(seen.of(Metric.SESSION_SECONDS, "")).isEqualTo(1);
    }

    @Test
    void theConsensus_isTheShareAdmittedOfWhatIsDecided() {
        assertThat(core.metrics.gauge(Metric.CONSENSUS)).isNaN();
        core.importTitles(5);
        agree();
        core.push(core.session(core.register()), Samples.pattern(1, Samples.near(300, 7), .9));
        core.rounds.runNow(true);
        assertThat(core.metrics.gauge(Metric.CONSENSUS)).isEqualTo(4 / 5.0);
    }

    @Test
    void active_areThoseOfTheLastFiveMinutes() {
        core.session(core.register());
        core.clock.advance(Duration.ofMinutes(4));
        var second = core.register();
        core.session(second);
        assertThat(core.viewers.active(core.clock.instant())).isEqualTo(2);
        core.clock.advance(Duration.ofMinutes(2));
        assertThat(core.viewers.active(core.clock.instant())).isEqualTo(1);
        core.registry.revoke(second.viewerId());
        assertThat(core.viewers.active(core.clock.instant())).isZero();
    }

    @Test
    void bytes_areCountedInBothDirections() {
        core.session(core.register());
        assertThat(seen.of(Metric.SYNC_BYTES, "received")).isPositive();
        assertThat(seen.of(Metric.SYNC_BYTES, "sent")).isPositive();
    }

    @Test
    void aRecording_hasFramesAndRounds_andNamesNoViewer(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("core.jfr");
        var viewer = core.register();
        try (Recording recording = new Recording()) {
            recording.enable("io.exogenesis.omega.SyncFrame").withThreshold(Duration.ZERO);
            recording.enable("io.exogenesis.omega.Round").withThreshold(Duration.ZERO);
            recording.start();
            core.importTitles(3);
            core.answer(core.session(viewer), CoreFixture.pull());
            core.rounds.runNow(false);
            recording.stop();
            recording.dump(file);
        }
        List<String> events = new ArrayList<>();
        for (RecordedEvent e : RecordingFile.readAllEvents(file)) {
            if (e.getEventType().getName().equals("io.exogenesis.omega.SyncFrame")) {
                events.add(e.getString("kind") + " " + e.getString("outcome"));
            } else if (e.getEventType().getName().equals("io.exogenesis.omega.Round")) {
                events.add("round " + e.getString("outcome"));
            }
            assertThat(e.toString()).doesNotContain(viewer.viewerId().value());
        }
        assertThat(events).contains("connect ok", "pull ok", "round committed");
        assertThat(Files.size(file)).isPositive();
    }

    private void agree() {
        for (int v = 0; v < 4; v++) {
            core.push(core.session(core.register()), Samples.pattern(1, Samples.near(5, 100 + v), .9));
        }
    }

    private static ClientFrame since(PullResponse answer) {
        return ClientFrame.newBuilder()
                .setPull(PullRequest.newBuilder().setSince(answer.getUpTo()))
                .build();
    }
}

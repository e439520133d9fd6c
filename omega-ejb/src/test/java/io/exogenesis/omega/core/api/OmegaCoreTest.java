package io.exogenesis.omega.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.api.ConsensusResult.Basis;
import io.exogenesis.omega.core.api.DistributionReport.Behind;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.core.viewers.ViewerActivity;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OmegaCoreTest {
    private static final Operator JANE = new Operator("admin", "jane");

    private final CoreFixture core =
            CoreFixture.inMemory(s -> s.with(s.server().withCoordinatorId("core-of-the-test")));
    private final OmegaCore omega = core.core;

    private static ExogenesisPattern pattern(long noise) {
        return ((Contribution.OfPattern)
                        Samples.pattern(1, Samples.near(7, noise), .9).payload())
                .pattern();
    }

    private static void refused(Refusal.Code code, ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    /** Viewers without agents, each with one pattern near the same taste. */
    private List<ViewerId> contributed(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> {
                    ViewerId viewer = core.register().viewerId();
                    omega.aggregatePattern(viewer, pattern(100 + i), "", JANE);
                    return viewer;
                })
                .toList();
    }

    @Test
    void aggregatePattern_acceptable_waitsUnderTheAccountsNextNumber() {
        ViewerId viewer = core.register().viewerId();
        assertThat(omega.aggregatePattern(viewer, pattern(1), "", JANE).seq()).isEqualTo(1);
        AggregatedPattern second = omega.aggregatePattern(viewer, pattern(2), "for the shop", JANE);
        assertThat(second.seq()).isEqualTo(2);
        assertThat(second.refused()).isEmpty();
        assertThat(second.coordinatorId()).isEqualTo("core-of-the-test");
        assertThat(core.accounting.of(viewer).pending()).isEqualTo(2);
        assertThat(core.operatorLog.page(Long.MAX_VALUE, 1).getFirst()).satisfies(a -> {
            assertThat(a.kind()).isEqualTo(OperatorAction.Kind.AGGREGATE_PATTERN);
            assertThat(a.subject()).isEqualTo(viewer.value());
            assertThat(a.note()).isEqualTo("for the shop");
        });
    }

    // A program must get past no rule that a viewer's own push meets.
    @Test
    void aggregatePattern_againstARule_isRefusedAsThePushOfItsViewerWouldBe() {
        ViewerId silent = core.register(Consents.NONE.withMetrics(true)).viewerId();
        assertThat(omega.aggregatePattern(silent, pattern(1), "", JANE).refused())
                .hasValueSatisfying(r -> assertThat(r.code()).isEqualTo(Refusal.Code.CONSENT));
        ViewerId viewer = core.register().viewerId();
        ExogenesisPattern poor = ((Contribution.OfPattern)
                        Samples.pattern(1, Samples.embedding(1), .3).payload())
                .pattern();
        assertThat(omega.aggregatePattern(viewer, poor, "", JANE).refused())
                .hasValueSatisfying(r -> assertThat(r.code()).isEqualTo(Refusal.Code.QUALITY));
        refused(Refusal.Code.NOT_FOUND, () -> omega.aggregatePattern(new ViewerId("nobody"), poor, "", JANE));
        int most = core.settings.ingest().requestsPerMinute();
        refused(Refusal.Code.RATE_LIMITED, () -> {
            for (int i = 0; i <= most; i++) {
                omega.aggregatePattern(viewer, poor, "", JANE);
            }
        });
    }

    // The agent would take the acknowledgement for one of its own contribution under that number, and drop it.
    @Test
    void aggregatePattern_viewerWithAnAgent_isRefusedAndTakesNoNumber() {
        Registration viewer = core.register();
        core.session(viewer);
        refused(Refusal.Code.UNSUPPORTED, () -> omega.aggregatePattern(viewer.viewerId(), pattern(1), "", JANE));
        assertThat(core.ledger.committedThrough(viewer.viewerId())).isZero();
    }

    @Test
    void consolidatePatterns_enoughVoters_returnsWhatCameIntoTheBank() {
        core.importTitles(10);
        contributed(4);
        Consolidation done = omega.consolidatePatterns(false, "now", JANE);
        assertThat(done.round().admitted()).isEqualTo(4);
        assertThat(done.patterns())
                .singleElement()
                .satisfies(p -> assertThat(p.supporters()).isEqualTo(4));
        assertThat(done.version()).isEqualTo(core.bank.contents().version());
        assertThat(omega.consolidatePatterns(false, "", JANE).patterns()).isEmpty();
        assertThat(core.operatorLog.page(Long.MAX_VALUE, 2).getLast().note()).isEqualTo("now");
    }

    @Test
    void reachConsensus_givenPatterns_saysWhichGroupsWouldBeAdmittedAndChangesNothing() {
        List<ExogenesisPattern> patterns = List.of(pattern(1), pattern(2), pattern(3), two(11), two(12));
        ConsensusResult result = omega.reachConsensus(patterns);
        assertThat(result.basis()).isEqualTo(Basis.GIVEN);
        assertThat(result.patterns()).isEqualTo(5);
        assertThat(result.terms().minVoters()).isEqualTo(3);
        assertThat(result.groups()).hasSize(2);
        assertThat(result.groups().getFirst()).satisfies(g -> {
            assertThat(g.admitted()).isTrue();
            assertThat(g.decision().supporters()).isEqualTo(3);
            assertThat(g.decision().pattern()).isEmpty();
        });
        assertThat(result.groups().getLast()).satisfies(g -> {
            assertThat(g.admitted()).isFalse();
            assertThat(g.decision().outcome()).isEqualTo("WAITING");
            assertThat(g.decision().reason()).isNotBlank();
        });
        assertThat(core.accounting.total().acknowledged()).isZero();
        assertThat(core.bankStore.head().round()).isZero();
        refused(Refusal.Code.MALFORMED, () -> omega.reachConsensus(List.of()));
    }

    private static ExogenesisPattern two(long noise) {
        return ((Contribution.OfPattern)
                        Samples.pattern(1, Samples.near(8, noise), .9).payload())
                .pattern();
    }

    // A dry run that took anything in for good would make the round behind it decide otherwise.
    @Test
    void reachConsensus_pending_saysWhatTheNextRoundThenDecides() {
        core.importTitles(10);
        contributed(3);
        ConsensusResult before = omega.reachConsensus();
        assertThat(before.basis()).isEqualTo(Basis.PENDING);
        assertThat(before.patterns()).isEqualTo(3);
        assertThat(before.groups())
                .singleElement()
                .satisfies(g -> assertThat(g.admitted()).isTrue());
        assertThat(omega.reachConsensus().groups()).isEqualTo(before.groups());
        assertThat(core.bank.size()).isZero();
        ConsolidatedPattern made =
                omega.consolidatePatterns(false, "", JANE).patterns().getFirst();
        assertThat(made.supporters()).isEqualTo(3);

        ConsensusResult committed = omega.reachConsensus(made.id());
        assertThat(committed.basis()).isEqualTo(Basis.COMMITTED);
        contributed(1);
        ConsensusResult grown = omega.reachConsensus(made.id());
        assertThat(grown.basis()).isEqualTo(Basis.PENDING);
        assertThat(grown.groups()).singleElement().satisfies(g -> {
            assertThat(g.decision().supporters()).isEqualTo(4);
            assertThat(g.decision().pattern()).contains(made.id().value());
        });
        assertThat(omega.consolidatePatterns(false, "", JANE).patterns())
                .singleElement()
                .satisfies(p -> assertThat(p.supporters()).isEqualTo(4));
        refused(Refusal.Code.NOT_FOUND, () -> omega.reachConsensus(new PatternId("nothing")));
    }

    @Test
    void distributeToViewers_someBehind_saysHowManyAtWhichVersion() {
        core.importTitles(10);
        Registration late = core.register();
        Registration quick = core.register();
        ViewerId never = core.register().viewerId();
        SyncSession lateSession = core.session(late);
        core.answer(lateSession, CoreFixture.pull());
        contributed(3);
        omega.consolidatePatterns(false, "", JANE);
        core.answer(core.session(quick), CoreFixture.pull());
        BankVersion now = core.bank.contents().version();

        Set<ViewerId> three = Set.of(late.viewerId(), quick.viewerId(), never);
        DistributionReport report = omega.distributeToViewers(three, Priority.LOW, "premiere", JANE);
        assertThat(report.version()).isEqualTo(now);
        assertThat(report.addressed()).isEqualTo(3);
        assertThat(report.current()).isEqualTo(1);
        assertThat(report.behind()).containsExactly(new Behind(0, 1));
        assertThat(report.unknown()).isEqualTo(1);
        assertThat(core.calls).singleElement().satisfies(c -> {
            assertThat(c.isFor(late.viewerId().value())).isTrue();
            assertThat(c.isFor("somebody else")).isFalse();
            assertThat(c.version()).isEqualTo(now);
        });
        // its only pattern is not of that priority
        Priority only = core.bank.contents().patterns().getFirst().priority();
        assertThat(only).isNotEqualTo(Priority.HIGH);
        assertThat(omega.distributeToViewers(three, Priority.HIGH, "", JANE).current())
                .isEqualTo(2);
        core.answer(lateSession, CoreFixture.pull());
        assertThat(omega.distributeToViewers(Set.of(), Priority.LOW, "", JANE)).satisfies(r -> {
            assertThat(r.addressed()).isEqualTo(6);
            assertThat(r.current()).isEqualTo(2);
            assertThat(r.unknown()).isEqualTo(4);
        });
        refused(
                Refusal.Code.NOT_FOUND,
                () -> omega.distributeToViewers(Set.of(new ViewerId("nobody")), Priority.LOW, "", JANE));
        assertThat(core.calls).hasSize(3);
    }

    @Test
    void stats_afterARound_countWhatHappened() {
        core.importTitles(10);
        Registration audited = core.register();
        core.push(core.session(audited), Samples.outcomes(1), Samples.session(2));
        contributed(3);
        omega.consolidatePatterns(false, "", JANE);

        PatternStats patterns = omega.getPatternStats();
        assertThat(patterns.coordinatorId()).isEqualTo("core-of-the-test");
        assertThat(patterns.consolidated()).isEqualTo(1);
        assertThat(patterns.epochPatterns()).isEqualTo(3);
        assertThat(patterns.byTaskType().values()).containsExactly(1L);
        assertThat(patterns.meanSupporters()).hasValue(3);
        assertThat(patterns.consensusRate()).hasValue(1);

        assertThat(omega.getViewerStats()).satisfies(v -> {
            assertThat(v.registered()).isEqualTo(4);
            assertThat(v.active()).isEqualTo(4);
            assertThat(v.maximum()).isEqualTo(100_000);
        });
        ExogenesisMetrics metrics = omega.getMetrics();
        assertThat(metrics.viewer().avgSessionDuration()).hasValue(4000);
        assertThat(metrics.viewer().recommendationAccuracy().orElseThrow()).isCloseTo(1 / 3., within(1e-9));
        assertThat(metrics.viewer().patternsSynced()).isEqualTo(5);
        assertThat(metrics.omega().consolidatedPatterns()).isEqualTo(1);
        assertThat(metrics.omega().aggregationLatency()).isPresent();
        assertThat(metrics.network().syncSuccessRate()).hasValue(1);
        assertThat(metrics.network().bytesTransferred()).isPositive();

        core.clock.advance(ViewerActivity.ACTIVE_WITHIN.plus(Duration.ofSeconds(1)));
        assertThat(omega.getViewerStats().active()).isZero();
    }

    // Who consents to nothing is not remembered as seen, in these figures neither.
    @Test
    void viewerStats_ownerWithoutAnyConsent_isInNoActivity() {
        Registration viewer = core.register(Consents.NONE);
        core.answer(core.session(viewer), CoreFixture.pull());
        assertThat(omega.getViewerStats().known()).isZero();
        Registration other = core.register();
        core.session(other);
        assertThat(omega.getViewerStats().known()).isEqualTo(1);
        core.registry.changeConsents(other.viewerId(), Consents.NONE);
        assertThat(omega.getViewerStats().known()).isZero();
    }

    @Test
    void distribution_viewerThatFollows_isTimedOnce() {
        core.importTitles(10);
        Registration viewer = core.register();
        SyncSession session = core.session(viewer);
        core.answer(session, CoreFixture.pull());
        contributed(3);
        omega.consolidatePatterns(false, "", JANE);
        assertThat(omega.getMetrics().omega().distributionLatency()).isEmpty();
        core.answer(
                session,
                CoreFixture.pull(new BankVersion(core.bank.contents().version().bankId(), 0)));
        core.answer(session, CoreFixture.pull(core.bank.contents().version()));
        assertThat(omega.getMetrics().omega().distributionLatency()).isPresent();
        assertThat(core.metrics.count("omega_distribution_seconds")).isEqualTo(1);
    }
}

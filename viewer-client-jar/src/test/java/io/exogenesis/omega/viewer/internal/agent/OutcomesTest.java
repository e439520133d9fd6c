package io.exogenesis.omega.viewer.internal.agent;

import static io.exogenesis.omega.viewer.internal.agent.TestCatalogue.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PatternOutcome;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.internal.sync.OutgoingMessages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a list that was shown to the report of what became of it. */
class OutcomesTest {
    private static final Consents AUDIT = Consents.NONE.withAudit(true);
    private static final PatternId TRIAL = new PatternId("trial");

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(30);
    private final FaultyTransport transport = new FaultyTransport(core);
    private SharedModels shared;

    @BeforeEach
    void open() {
        shared = TestAgents.shared(directory.resolve("shared"));
        core.consolidate(pattern("confirmed", 0, Admission.ADMITTED));
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private ConsolidatedPattern pattern(String name, int index, Admission admission) {
        return ConsolidatedPattern.builder(new PatternId(name), TaskType.PREFERENCE, core.embedding(index))
                .successRate(.9)
                .supporters(5)
                .reputationMass(2)
                .admission(admission)
                .priority(Priority.LOW)
                .version(1)
                .build();
    }

    private ViewerAgent agent(Consents consents, double probation) {
        ViewerAgent agent = LocalViewerAgent.open(
                TestAgents.config("v", directory.resolve("v"), transport)
                        .consents(consents)
                        .probationShare(probation)
                        .build(),
                shared);
        agent.initialize().join();
        agent.firstPull().join();
        return agent;
    }

    private static List<MediaId> show(ViewerAgent agent, int k) {
        RecommendationList list = agent.getRecommendations(ViewerContext.top(k)).join();
        agent.shown(list).join();
        return list.stream().map(Recommendation::mediaId).toList();
    }

    private List<Outcomes> received() {
        return core.received("v").stream()
                .map(Contribution::payload)
                .filter(Contribution.OfOutcomes.class::isInstance)
                .map(p -> ((Contribution.OfOutcomes) p).outcomes())
                .toList();
    }

    @Test
    void shownAndWatched_withTheAuditConsent_leavesOnceAndIsShownBefore() {
        try (ViewerAgent agent = agent(AUDIT, 0)) {
            agent.replay(TestAgents.ratings(0, 0, 8, 5)).join();
            List<MediaId> list = show(agent, 3);
            agent.trackView(list.get(1), Duration.ofHours(2), true).join();
            show(agent, 3);
            var preview = agent.whatWouldLeave();
            assertThat(preview).hasSize(1);
            agent.syncWithCore().join();
            assertThat(OutgoingMessages.of(core.pushes())).isEqualTo(preview);
            assertThat(received())
                    .singleElement()
                    .extracting(Outcomes::items)
                    .isEqualTo(List.of(
                            new ItemOutcome(list.get(1), 1, 1),
                            new ItemOutcome(list.get(0), 1, 0),
                            new ItemOutcome(list.get(2), 1, 0)));
            assertThat(agent.ledger().outcomes()).isEqualTo(1);
            assertThat(agent.ledger().acknowledged()).isEqualTo(1);
            agent.syncWithCore().join();
            assertThat(received()).hasSize(1);
        }
        try (ViewerAgent again = agent(AUDIT, 0)) {
            assertThat(again.whatWouldLeave()).isEmpty();
            assertThat(again.ledger().outcomes()).isEqualTo(1);
            assertThat(again.decidedImpressions()).hasSize(3);
        }
    }

    @Test
    void shownAndWatched_withoutTheAuditConsent_staysOnTheDevice() {
        try (ViewerAgent agent = agent(Consents.NONE, 1)) {
            agent.replay(TestAgents.ratings(0, 0, 8, 5)).join();
            core.consolidate(pattern("trial", 65, Admission.PROVISIONAL));
            agent.syncWithCore().join();
            agent.trackView(show(agent, 3).getFirst(), Duration.ofHours(2), true)
                    .join();
            show(agent, 3);
            assertThat(agent.whatWouldLeave()).isEmpty();
            // no juror: nothing is on trial here
            assertThat(agent.decidedImpressions())
                    .hasSize(3)
                    .allMatch(d -> d.title().cause() == ShownTitle.Cause.SCORE);
            agent.syncWithCore().join();
            assertThat(received()).isEmpty();
            // what was shown before the consent is not told after it
            agent.changeConsents(AUDIT).join();
            assertThat(agent.whatWouldLeave()).isEmpty();
        }
    }

    @Test
    void patternOnProbation_juror_reportsWhatBecameOfItsTitles() {
        core.consolidate(pattern("trial", 65, Admission.PROVISIONAL));
        try (ViewerAgent agent = agent(AUDIT, .5)) {
            agent.replay(TestAgents.ratings(0, 0, 8, 5)).join();
            RecommendationList list =
                    agent.getRecommendations(ViewerContext.top(10)).join();
            agent.shown(list).join();
            List<Recommendation> trials = list.stream()
                    .filter(r -> r.parts().stream().anyMatch(p -> p.kind() == ScorePart.Kind.ON_PROBATION))
                    .toList();
            assertThat(trials)
                    .hasSizeBetween(4, 5)
                    .allMatch(r -> r.mediaId().value().startsWith("2-"))
                    .allMatch(r -> r.reason().contains("On probation"));
            agent.trackRating(trials.getFirst().mediaId(), 5).join();
            show(agent, 1);
            agent.syncWithCore().join();
            assertThat(received())
                    .singleElement()
                    .extracting(Outcomes::patterns)
                    .satisfies(patterns -> assertThat(patterns).contains(new PatternOutcome(TRIAL, trials.size(), 1)));
        }
    }

    // A supporter has spoken already: as a juror it would confirm itself.
    @Test
    void patternOnProbation_supporter_isNoJuror() {
        try (ViewerAgent agent = agent(AUDIT, 1)) {
            agent.replay(TestAgents.ratings(2, 0, 12, 5)).join();
            var own = agent.learnFromSession().join().getFirst().embedding();
            core.consolidate(ConsolidatedPattern.builder(TRIAL, TaskType.PREFERENCE, own)
                    .successRate(.9)
                    .supporters(5)
                    .reputationMass(2)
                    .admission(Admission.PROVISIONAL)
                    .priority(Priority.LOW)
                    .version(1)
                    .build());
            agent.syncWithCore().join();
            assertThat(agent.stats().memory().bankPatterns()).isEqualTo(2);
            assertThat(agent.getRecommendations(ViewerContext.top(10)).join())
                    .allMatch(r -> r.parts().stream().noneMatch(p -> p.kind() == ScorePart.Kind.ON_PROBATION));
        }
    }

    @Test
    void shown_listOfTheHost_countsLikeOurs() {
        try (ViewerAgent agent = agent(AUDIT, 0)) {
            List<MediaId> list = List.of(id(0, 1), id(1, 1), id(0, 1));
            agent.shown(list).join();
            agent.trackSkip(id(1, 1), Duration.ofMinutes(1)).join();
            agent.shown(List.of(id(2, 2))).join();
            agent.syncWithCore().join();
            assertThat(received().getFirst().items())
                    .containsExactly(new ItemOutcome(id(1, 1), 1, 0), new ItemOutcome(id(0, 1), 1, 0));
        }
    }

    // A read that wrote would fail with a full disk, and a list that was only computed would turn titles down.
    @Test
    void getRecommendations_anyNumberOfTimes_writesNothing() {
        try (ViewerAgent agent = agent(AUDIT, .3)) {
            agent.replay(TestAgents.ratings(0, 0, 8, 5)).join();
            long before = agent.stats().disk().journalBytes();
            List<Recommendation> first =
                    agent.getRecommendations(ViewerContext.top(10)).join();
            for (int n = 0; n < 20; n++) {
                RecommendationList again =
                        agent.getRecommendations(ViewerContext.top(10)).join();
                assertThat(again)
                        .extracting(Recommendation::mediaId)
                        .isEqualTo(first.stream().map(Recommendation::mediaId).toList());
                assertThat(again.id()).isEqualTo(n + 2);
            }
            assertThat(agent.stats().disk().journalBytes()).isEqualTo(before);
            agent.trackSkip(first.getFirst().mediaId(), Duration.ZERO).join();
            assertThat(agent.decidedImpressions()).isEmpty();
        }
    }

    // A host that tells a list twice, say from two threads or with an evening in between, does not show it twice.
    @Test
    void shown_theSameListAgain_countsOnce() {
        try (ViewerAgent agent = agent(AUDIT, 0)) {
            agent.replay(TestAgents.ratings(0, 0, 8, 5)).join();
            RecommendationList list =
                    agent.getRecommendations(ViewerContext.top(3)).join();
            agent.shown(list).join();
            agent.trackView(list.getFirst().mediaId(), Duration.ofHours(2), true)
                    .join();
            agent.shown(list).join();
            agent.shown(List.of(id(1, 1))).join();
            assertThat(agent.decidedImpressions()).hasSize(3);
        }
    }

    // What a search finds was asked for: that it was not watched says nothing against it.
    @Test
    void shown_listOfASearch_isNoShowing() {
        try (ViewerAgent agent = agent(AUDIT, 1)) {
            core.consolidate(pattern("trial", 65, Admission.PROVISIONAL));
            agent.syncWithCore().join();
            long before = agent.stats().disk().journalBytes();
            RecommendationList found = agent.getRecommendations(
                            ViewerContext.top(5).withQuery("Space"))
                    .join();
            assertThat(found)
                    .hasSize(5)
                    .allMatch(r -> r.parts().stream().noneMatch(p -> p.kind() == ScorePart.Kind.ON_PROBATION));
            agent.shown(found).join();
            assertThat(agent.stats().disk().journalBytes()).isEqualTo(before);
        }
    }

    // Would catch a list whose first title never changes, and a veto that never ends.
    @Test
    void shown_alwaysPassedOver_givesWayAndComesBack() {
        java.util.concurrent.atomic.AtomicReference<java.time.Instant> now =
                new java.util.concurrent.atomic.AtomicReference<>(TestAgents.NOW);
        try (ViewerAgent agent = LocalViewerAgent.open(
                TestAgents.config("v", directory.resolve("v"), transport)
                        .clock(now::get)
                        .probationShare(0)
                        .build(),
                shared)) {
            agent.initialize().join();
            agent.firstPull().join();
            agent.replay(TestAgents.ratings(0, 0, 8, 5)).join();
            MediaId first = show(agent, 1).getFirst();
            int evenings = 0;
            while (show(agent, 1).getFirst().equals(first)) {
                now.updateAndGet(t -> t.plus(Duration.ofHours(1)));
                evenings++;
            }
            assertThat(evenings).isEqualTo(5);
            assertThat(show(agent, 90)).endsWith(first);
            assertThat(agent.rank(RankMode.FEDERATED)).contains(first);
            now.updateAndGet(t -> t.plus(Duration.ofDays(30)));
            assertThat(show(agent, 1)).containsExactly(first);
        }
    }

    // A search used to turn down what it did not find.
    @Test
    void trackSearch_betweenTwoLists_passesNothingOver() {
        try (ViewerAgent agent = agent(AUDIT, 0)) {
            agent.replay(TestAgents.ratings(0, 0, 8, 5)).join();
            for (int n = 0; n < 20; n++) {
                show(agent, 3);
                agent.trackSearch("nothing", List.of()).join();
            }
            assertThat(agent.decidedImpressions()).isEmpty();
        }
    }
}

package io.exogenesis.omega.viewer.internal.agent;

import static io.exogenesis.omega.viewer.internal.agent.TestCatalogue.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.journal.DirectoryLockedException;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.Ledger;
import io.exogenesis.omega.viewer.OutgoingMessage;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.SyncReport;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.ViewerStats;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.viewer.internal.sync.OutgoingMessages;
import io.exogenesis.omega.wire.v1.ClientFrame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of an agent from the first event to recommendations that others have made better. */
class ViewerAgentTest {
    private static final int TITLES = 30;

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(TITLES);
    private final FaultyTransport transport = new FaultyTransport(core);
    private SharedModels shared;

    @BeforeEach
    void open() {
        shared = TestAgents.shared(directory.resolve("shared"));
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private ViewerAgent agent(String viewer) {
        return LocalViewerAgent.open(
                TestAgents.config(viewer, directory.resolve(viewer), transport).build(), shared);
    }

    @Test
    void wholeLife_twoRounds_federatedKnowsWhatOthersWatched() {
        // five viewers who love crime and space; the sixth has only seen crime
        List<ViewerAgent> others = new ArrayList<>();
        for (int v = 0; v < 5; v++) {
            ViewerAgent agent = agent("other-" + v);
            agent.initialize().join();
            agent.firstPull().join();
            agent.replay(TestAgents.ratings(0, 0, 12, 5)).join();
            agent.replay(TestAgents.ratings(2, 0, 12, 4.5)).join();
            agent.replay(TestAgents.ratings(1, v, v + 2, 1)).join();
            assertThat(agent.learnFromSession().join()).isNotEmpty();
            SyncReport report = agent.syncWithCore().join();
            assertThat(report.acknowledged()).isEqualTo(report.pushed()).isGreaterThan(1);
            others.add(agent);
        }
        assertThat(core.round().upserts()).isNotEmpty();
        try (ViewerAgent agent = agent("newcomer")) {
            agent.initialize().join();
            agent.firstPull().join();
            agent.replay(TestAgents.ratings(0, 0, 11, 5)).join();
            SyncReport report = agent.syncWithCore().join();
            assertThat(report.itemModelVersion()).isEqualTo(1);
            assertThat(agent.stats().memory().bankPatterns()).isPositive();

            List<MediaId> alone = agent.rank(RankMode.ALONE);
            List<MediaId> federated = agent.rank(RankMode.FEDERATED);
            assertThat(federated).hasSize(3 * TITLES - 11).doesNotHaveDuplicates();
            assertThat(alone).containsExactlyInAnyOrderElementsOf(federated).isNotEqualTo(federated);
            // what all others liked beside crime is far up, although its content is unlike anything seen
            assertThat(meanPlace(federated, 2)).isLessThan(meanPlace(alone, 2));
            assertThat(federated).doesNotContain(id(0, 0), id(0, 10));
        }
        assertThat(core.catalogueRequests()).as("one catalogue for all agents").isEqualTo(2);
        others.forEach(ViewerAgent::close);
    }

    private static double meanPlace(List<MediaId> ranking, int genre) {
        double sum = 0;
        for (int n = 0; n < 12; n++) {
            sum += ranking.indexOf(id(genre, n));
        }
        return sum / 12;
    }

    @Test
    void restart_afterEverything_restoresAll() {
        SyncReport report;
        ViewerStats before;
        Ledger ledger;
        List<MediaId> ranking;
        try (ViewerAgent agent = agent("v")) {
            agent.initialize().join();
            agent.firstPull().join();
            agent.replay(TestAgents.ratings(0, 0, 12, 5)).join();
            agent.learnFromSession().join();
            agent.syncWithCore().join();
            core.round();
            report = agent.syncWithCore().join();
            agent.changeConsents(
                            Consents.NONE.withPatterns(true).withSample(true).withAudit(true))
                    .join();
            before = agent.stats();
            ledger = agent.ledger();
            ranking = agent.rank(RankMode.FEDERATED);
        }
        shared.close();
        shared = TestAgents.shared(directory.resolve("shared"));
        try (ViewerAgent agent = agent("v")) {
            ViewerStats after = agent.stats();
            assertThat(after)
                    .usingRecursiveComparison()
                    .ignoringFields("sync.transport")
                    .isEqualTo(before);
            assertThat(after.sync().bank()).isEqualTo(report.bank()).isEqualTo(core.version());
            assertThat(agent.ledger()).isEqualTo(ledger);
            assertThat(agent.consents())
                    .isEqualTo(Consents.NONE.withPatterns(true).withSample(true).withAudit(true));
            assertThat(agent.rank(RankMode.FEDERATED)).isEqualTo(ranking);
            // nothing changed, so nothing leaves again
            assertThat(agent.whatWouldLeave()).isEmpty();
            assertThat(agent.syncWithCore().join().pushed()).isZero();
        }
    }

    @Test
    void syncWithCore_nothingConsented_nothingLeaves() {
        ViewerAgentConfig config = TestAgents.config("v", directory.resolve("v"), transport)
                .consents(Consents.NONE)
                .build();
        try (ViewerAgent agent = LocalViewerAgent.open(config, shared)) {
            agent.initialize().join();
            agent.firstPull().join();
            agent.replay(TestAgents.ratings(0, 0, 20, 5)).join();
            assertThat(agent.learnFromSession().join()).isNotEmpty();
            assertThat(agent.whatWouldLeave()).isEmpty();
            assertThat(agent.syncWithCore().join().pushed()).isZero();
            assertThat(core.received("v")).isEmpty();
            // and it gets everything all the same
            assertThat(agent.rank(RankMode.FEDERATED)).hasSize(3 * TITLES - 20);
        }
    }

    @Test
    void learnFromSession_lowQuality_staysOnTheDevice() {
        try (ViewerAgent agent = agent("v")) {
            agent.initialize().join();
            agent.firstPull().join();
            agent.replay(TestAgents.ratings(0, 0, 16, 1)).join();
            List<ExogenesisPattern> learned = agent.learnFromSession().join();
            assertThat(learned).isNotEmpty().allMatch(p -> p.successRate() < .7);
            agent.syncWithCore().join();
            // the gate selects among patterns; the sample has its own consent
            assertThat(core.received("v"))
                    .singleElement()
                    .extracting(Contribution::payload)
                    .isInstanceOf(Contribution.OfSample.class);
        }
    }

    @Test
    void whatWouldLeave_beforeSync_isExactlyWhatIsPushed() {
        try (ViewerAgent agent = agent("v")) {
            agent.initialize().join();
            agent.firstPull().join();
            agent.replay(TestAgents.ratings(0, 0, 20, 5)).join();
            agent.replay(TestAgents.ratings(1, 0, 20, 4)).join();
            agent.learnFromSession().join();
            var preview = agent.whatWouldLeave();
            agent.syncWithCore().join();
            assertThat(OutgoingMessages.of(core.pushes())).isEqualTo(preview).isNotEmpty();
            assertThat(preview)
                    .extracting(OutgoingMessage::kind)
                    .contains(OutgoingMessage.Kind.PATTERN, OutgoingMessage.Kind.SAMPLE);
        }
    }

    @Test
    void syncWithCore_historyChanged_sampleLeavesOncePerSync() {
        try (ViewerAgent agent = agent("v")) {
            agent.initialize().join();
            agent.firstPull().join();
            agent.replay(TestAgents.ratings(0, 0, 3, 5)).join();
            agent.syncWithCore().join();
            agent.syncWithCore().join();
            assertThat(agent.ledger().samples()).isEqualTo(1);
            agent.trackRating(id(1, 1), 4).join();
            agent.trackRating(id(1, 2), 4).join();
            agent.syncWithCore().join();
            assertThat(agent.ledger().samples()).isEqualTo(2);
        }
    }

    @Test
    void changeConsents_withdrawn_outboxEmptyAndCoreTold() {
        try (ViewerAgent agent = agent("v")) {
            agent.initialize().join();
            agent.firstPull().join();
            agent.replay(TestAgents.ratings(0, 0, 12, 5)).join();
            agent.learnFromSession().join();
            agent.syncWithCore().join();
            assertThat(core.consents("v"))
                    .contains(Consents.NONE.withPatterns(true).withSample(true));
            agent.replay(TestAgents.ratings(1, 0, 12, 5)).join();
            agent.learnFromSession().join();
            assertThat(agent.whatWouldLeave()).isNotEmpty();
            agent.changeConsents(Consents.NONE).join();
            assertThat(agent.whatWouldLeave()).isEmpty();
            assertThat(agent.stats().sync().outbox()).isZero();
            org.awaitility.Awaitility.await()
                    .until(() -> core.consents("v").equals(java.util.Optional.of(Consents.NONE)));
            long committed = core.committed("v");
            agent.syncWithCore().join();
            assertThat(core.committed("v")).isEqualTo(committed);
            // given again: it starts afresh, with numbers that follow the Core's
            agent.changeConsents(Consents.NONE.withPatterns(true).withSample(true))
                    .join();
            assertThat(agent.syncWithCore().join().acknowledged()).isPositive();
            assertThat(core.duplicates()).isZero();
        }
    }

    @Test
    void open_sameDirectoryTwice_refusedWithTheProcess() {
        try (ViewerAgent first = agent("v")) {
            assertThatThrownBy(() -> agent("v"))
                    .isInstanceOf(DirectoryLockedException.class)
                    .hasMessageContaining("state directory of viewer v")
                    .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
            assertThat(first.stats().memory().events()).isZero();
        }
    }

    @Test
    void open_otherViewersDirectory_refused() {
        agent("v").close();
        ViewerAgentConfig config =
                TestAgents.config("w", directory.resolve("v"), transport).build();
        assertThatThrownBy(() -> LocalViewerAgent.open(config, shared)).hasMessageContaining("belongs to viewer v");
    }

    @Test
    void getRecommendations_withQueryAndGenres_fitsBothAndSaysWhy() {
        try (ViewerAgent agent = agent("v")) {
            agent.initialize().join();
            agent.firstPull().join();
            agent.replay(TestAgents.ratings(0, 0, 10, 5)).join();
            List<Recommendation> top =
                    agent.getRecommendations(ViewerContext.top(5)).join();
            assertThat(top).hasSize(5).allMatch(r -> r.mediaId().value().startsWith("0-"));
            assertThat(top.getFirst().reason()).startsWith("Close in content to Crime title");
            List<Recommendation> space = agent.getRecommendations(
                            ViewerContext.top(5).withQuery("Space"))
                    .join();
            assertThat(space.getFirst().mediaId().value()).startsWith("2-");
            assertThat(space.getFirst().reason()).contains("Fits \"Space\"");
            assertThat(agent.getRecommendations(ViewerContext.top(90).withGenres(List.of("comedy")))
                            .join())
                    .hasSize(TITLES)
                    .allMatch(r -> r.mediaId().value().startsWith("1-"));
            assertThat(agent.getRecommendations(ViewerContext.top(5).withGenres(List.of("none")))
                            .join())
                    .isEmpty();
        }
    }

    /** If the ids mean something else on the wire, what others watched must not help: the federation is no trick. */
    @Test
    void rank_itemIdsPermutedOnTheWire_federationDoesNotHelp() {
        double honest = placeOfWhatOthersLiked("honest", permutation -> frames -> frames);
        core.loseEverything("second-bank");
        double permuted = placeOfWhatOthersLiked("permuted", PermutedIds::new);
        assertThat(honest).isLessThan(permuted - 5);
    }

    private double placeOfWhatOthersLiked(
            String prefix, java.util.function.LongFunction<java.util.function.UnaryOperator<List<ClientFrame>>> wire) {
        for (int v = 0; v < 6; v++) {
            FrameTransport way = new RewritingTransport(transport, wire.apply(v));
            ViewerAgentConfig config = TestAgents.config(prefix + v, directory.resolve(prefix + v), way)
                    .build();
            try (ViewerAgent agent = LocalViewerAgent.open(config, shared)) {
                agent.replay(TestAgents.ratings(0, 0, 12, 5)).join();
                agent.replay(TestAgents.ratings(2, 0, 12, 5)).join();
                agent.syncWithCore().join();
            }
        }
        core.round();
        try (ViewerAgent agent = agent(prefix + "-newcomer")) {
            agent.initialize().join();
            agent.firstPull().join();
            agent.replay(TestAgents.ratings(0, 0, 11, 5)).join();
            agent.syncWithCore().join();
            return meanPlace(agent.rank(RankMode.FEDERATED), 2);
        }
    }

    @Test
    void rank_noItemModelAndNoBank_federatedIsExactlyAlone() {
        try (ViewerAgent agent = agent("v")) {
            agent.initialize().join();
            agent.firstPull().join();
            agent.replay(TestAgents.ratings(0, 0, 10, 5)).join();
            assertThat(agent.rank(RankMode.FEDERATED)).isEqualTo(agent.rank(RankMode.ALONE));
        }
    }
}

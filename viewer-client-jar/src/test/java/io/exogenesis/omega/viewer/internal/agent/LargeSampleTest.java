package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.OutgoingMessage;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.agent.FaultyTransport.Fate;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many titles leave: what the embedder bounds, and what the owner agreed to. */
class LargeSampleTest {
    private static final Consents USUAL = Consents.NONE.withSample(true);
    private static final Consents LARGE = USUAL.withLargeSample(true);
    /** Of each of three genres. */
    private static final int TITLES = 80;

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(TITLES);
    private volatile Fate fate = Fate.ARRIVES;
    private final FaultyTransport transport = new FaultyTransport(core, () -> fate);
    private SharedModels shared;

    @BeforeEach
    void open() {
        shared = TestAgents.shared(directory.resolve("shared"));
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private ViewerAgent agent(Consents consents, OptionalInt bound) {
        ViewerAgentConfig.Builder config =
                TestAgents.config("v", directory.resolve("v"), transport).consents(consents);
        bound.ifPresent(config::sampleSize);
        return LocalViewerAgent.open(config.build(), shared);
    }

    /** Knows 240 titles. */
    private ViewerAgent watched(Consents consents, OptionalInt bound) {
        ViewerAgent agent = agent(consents, bound);
        for (int genre = 0; genre < 3; genre++) {
            agent.replay(TestAgents.ratings(genre, 0, TITLES, 4)).join();
        }
        return agent;
    }

    private static List<Integer> sizes(List<Contribution> contributions) {
        List<Integer> sizes = new ArrayList<>();
        for (Contribution c : contributions) {
            if (c.payload() instanceof Contribution.OfSample s) {
                sizes.add(s.sample().items().size());
            }
        }
        return sizes;
    }

    private static List<Integer> wouldLeave(ViewerAgent agent) {
        return agent.whatWouldLeave().stream()
                .filter(message -> message.kind() == OutgoingMessage.Kind.SAMPLE)
                .map(message -> JsonParser.parseString(message.json())
                        .getAsJsonObject()
                        .getAsJsonObject("sample")
                        .getAsJsonArray("items")
                        .size())
                .toList();
    }

    private List<Integer> left() {
        return sizes(core.received("v"));
    }

    @ParameterizedTest
    @CsvSource({
        "30,false,30",
        "30,true,30",
        "50,true,50",
        "120,false,50",
        "120,true,120",
        "200,false,50",
        "200,true,200"
    })
    void sample_hasAsManyTitlesAsEmbedderAndOwnerAllow(int bound, boolean large, int expected) {
        try (ViewerAgent agent = watched(USUAL.withLargeSample(large), OptionalInt.of(bound))) {
            assertThat(wouldLeave(agent)).containsExactly(expected);
            agent.syncWithCore().join();
            assertThat(left()).containsExactly(expected);
        }
    }

    // The consent alone makes the sample larger: an owner who gave it waits for no embedder.
    @Test
    void changeConsents_toTheLargerSampleAndBack_eachLeavesWithTheNextSync() {
        try (ViewerAgent agent = watched(USUAL, OptionalInt.empty())) {
            agent.syncWithCore().join();
            assertThat(wouldLeave(agent)).isEmpty();
            agent.changeConsents(LARGE).join();
            assertThat(wouldLeave(agent)).containsExactly(200);
            agent.syncWithCore().join();
            assertThat(core.consents("v")).contains(LARGE);
            agent.changeConsents(USUAL).join();
            Awaitility.await("the Core hears of a withdrawal at once")
                    .until(() -> core.consents("v").equals(Optional.of(USUAL)));
            agent.syncWithCore().join();
            agent.syncWithCore().join();
            assertThat(left()).containsExactly(50, 200, 50);
        }
    }

    @Test
    void changeConsents_ofAnother_sendsNoSampleAgain() {
        try (ViewerAgent agent = watched(LARGE, OptionalInt.empty())) {
            agent.syncWithCore().join();
            agent.changeConsents(Consents.NONE
                            .withSample(true)
                            .withAudit(true)
                            .withMetrics(true)
                            .withLargeSample(true))
                    .join();
            assertThat(wouldLeave(agent)).isEmpty();
        }
    }

    @Test
    void changeConsents_withdrawnWhileTheLargerSampleWaits_itNeverLeaves() {
        try (ViewerAgent agent = watched(LARGE, OptionalInt.empty())) {
            fate = Fate.REQUEST_LOST;
            assertThatThrownBy(() -> agent.syncWithCore().join()).hasMessageContaining("lost");
            assertThat(agent.stats().sync().outbox()).isEqualTo(1);
            agent.changeConsents(USUAL).join();
            assertThat(agent.stats().sync().outbox()).isZero();
            assertThat(wouldLeave(agent)).containsExactly(50);
        }
        fate = Fate.ARRIVES;
        try (ViewerAgent agent = agent(Consents.NONE, OptionalInt.empty())) {
            agent.syncWithCore().join();
            assertThat(left()).containsExactly(50);
            assertThat(core.consents("v")).contains(USUAL);
        }
    }

    // A sample waits when the larger one is given: it leaves, and the larger one behind it.
    @Test
    void changeConsents_givenWhileTheUsualSampleWaits_bothLeave() {
        try (ViewerAgent agent = watched(USUAL, OptionalInt.empty())) {
            fate = Fate.REQUEST_LOST;
            assertThatThrownBy(() -> agent.syncWithCore().join()).hasMessageContaining("lost");
            agent.changeConsents(LARGE).join();
            fate = Fate.ARRIVES;
            agent.syncWithCore().join();
            assertThat(left()).containsExactly(50, 200);
        }
    }

    // An earlier version put it into the outbox by the embedder's setting alone.
    @Test
    void open_aLargerSampleOfAnEarlierVersionWaits_itNeverLeaves() {
        try (ViewerAgent agent = watched(USUAL, OptionalInt.empty())) {
            assertThat(agent.history()).hasSize(3 * TITLES);
        }
        try (AgentDb earlier = AgentDb.open(new ViewerId("v"), directory.resolve("v"), 10_000)) {
            earlier.commit(state -> List.of(new AgentRecord.Enqueued(
                    new Contribution(state.outbox().next(), new Contribution.OfSample(sample(200))))));
        }
        try (ViewerAgent agent = agent(Consents.NONE, OptionalInt.empty())) {
            assertThat(agent.stats().sync().outbox()).isZero();
            assertThat(wouldLeave(agent)).containsExactly(50);
            agent.syncWithCore().join();
            assertThat(left()).containsExactly(50);
        }
    }

    // Agents are brought up to date before their Core or behind it.
    @Test
    void syncWithCore_ofACoreThatDoesNotKnowTheLargerSample_tellsOnceASyncUntilItDoes() {
        core.knowLargeSample(false);
        try (ViewerAgent agent = watched(LARGE, OptionalInt.empty())) {
            for (int sync = 1; sync <= 3; sync++) {
                agent.trackRating(new MediaId("new-" + sync), 4).join();
                agent.syncWithCore().join();
                assertThat(core.consents("v")).contains(USUAL);
                assertThat(core.consentChanges()).isEqualTo(sync);
            }
            core.knowLargeSample(true);
            agent.syncWithCore().join();
            assertThat(core.consents("v")).contains(LARGE);
            agent.syncWithCore().join();
            assertThat(core.consentChanges()).isEqualTo(4);
        }
    }

    private static TasteSample sample(int titles) {
        return new TasteSample(IntStream.range(0, titles)
                .mapToObj(i -> new SampledItem(new MediaId("m" + i), SampledItem.Liking.HIGH))
                .toList());
    }
}

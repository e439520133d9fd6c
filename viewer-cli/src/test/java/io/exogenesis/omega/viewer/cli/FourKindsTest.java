package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.ConflictStrategies;
import io.exogenesis.omega.viewer.ConflictStrategy;
import io.exogenesis.omega.viewer.KindsInWords;
import io.exogenesis.omega.viewer.OutgoingMessage;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.FaultyTransport;
import io.exogenesis.omega.viewer.internal.agent.LocalViewerAgent;
import io.exogenesis.omega.viewer.internal.agent.SharedModels;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import io.exogenesis.omega.viewer.internal.memory.LocalReasoningBank;
import io.exogenesis.omega.viewer.internal.store.KnownPattern;
import io.exogenesis.omega.viewer.memory.FoundPattern.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From what a viewer does to patterns of the specification's four kinds, out with a consent, and back from the bank. */
class FourKindsTest {
    private static final String KEY = "omega.viewer.conflict-strategy.";
    /** Passed by a preference of this viewer, not by an approach that alone makes the lists (.5 by definition). */
    private static final double GATE = .7;

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(30);
    private SharedModels shared;

    @BeforeEach
    void open() {
        shared = TestAgents.shared(directory.resolve("shared"));
    }

    @AfterEach
    void close() {
        shared.close();
        for (TaskType kind : TaskType.values()) {
            System.clearProperty(KEY + kind.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private ViewerAgent agent(Consents consents) {
        ViewerAgentConfig.Builder config = TestAgents.config(
                        "viewer", directory.resolve("agent"), new FaultyTransport(core))
                .consents(consents)
                .minQualityThreshold(GATE);
        return LocalViewerAgent.open(
                ViewerSettings.ofEnvironment().applyTo(config).build(), shared);
    }

    private static ViewerEvent view(int genre, int n, Instant at) {
        return new ViewerEvent.View(TestCatalogue.id(genre, n), Duration.ofMinutes(90), true, at);
    }

    private static Instant day(int n, int hour) {
        return Instant.parse("2026-02-01T00:00:00Z").plus(Duration.ofHours(24L * n + hour));
    }

    /** Crime in the evening, comedy in the morning, space found by searches; then three of a list that was shown. */
    private static List<ExogenesisPattern> live(ViewerAgent agent) {
        List<ViewerEvent> events = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            events.add(view(1, n, day(n, 8)));
            if (n < 4) {
                var found = TestCatalogue.id(2, n);
                events.add(ViewerEvent.Search.of("space", List.of(found), found, day(n, 14)));
                events.add(view(2, n, day(n, 14)));
            }
            events.add(view(0, n, day(n, 20)));
        }
        agent.replay(events).join();
        RecommendationList list =
                agent.getRecommendations(ViewerContext.top(10)).join();
        agent.shown(list).join();
        for (int n = 0; n < 3; n++) {
            agent.trackView(list.get(n).mediaId(), Duration.ofMinutes(90), true).join();
        }
        return agent.learnFromSession().join();
    }

    private static ExogenesisPattern of(TaskType kind, List<ExogenesisPattern> patterns) {
        return patterns.stream().filter(p -> p.taskType() == kind).findFirst().orElseThrow();
    }

    // A kind without a learner would leave a part of the specification a name.
    @Test
    void learnFromSession_anEventfulMonth_allFourKinds() {
        try (ViewerAgent agent = agent(Consents.NONE)) {
            agent.initialize().join();
            agent.firstPull().join();
            List<ExogenesisPattern> patterns = live(agent);
            assertThat(patterns).extracting(ExogenesisPattern::taskType).contains(TaskType.values());
            assertThat(patterns)
                    .filteredOn(p -> p.taskType() == TaskType.BEHAVIOR)
                    .extracting(p -> p.context().timeOfDay().orElseThrow())
                    .containsExactlyInAnyOrder("morning", "afternoon");
            assertThat(of(TaskType.DISCOVERY, patterns)).satisfies(p -> {
                assertThat(p.items()).isEqualTo(4);
                assertThat(p.context().genres()).containsExactly("Space");
            });
            assertThat(of(TaskType.RECOMMENDATION, patterns)).satisfies(p -> {
                assertThat(p.context().approach()).hasValue("content");
                assertThat(p.successRate()).isEqualTo(.5);
                assertThat(p.items()).isEqualTo(3);
            });
        }
    }

    // When somebody watches is more than what: without the patterns consent none of it may leave.
    @Test
    void syncWithCore_byConsent_theKindsThatPassTheGateLeave() {
        try (ViewerAgent agent =
                agent(Consents.NONE.withSample(true).withAudit(true).withMetrics(true))) {
            agent.initialize().join();
            agent.firstPull().join();
            live(agent);
            assertThat(agent.whatWouldLeave())
                    .extracting(OutgoingMessage::kind)
                    .doesNotContain(OutgoingMessage.Kind.PATTERN);
            agent.changeConsents(Consents.NONE.withPatterns(true)).join();
            List<TaskType> gone = agent.patterns().stream()
                    .filter(p -> p.successRate() >= GATE)
                    .map(ExogenesisPattern::taskType)
                    .toList();
            assertThat(gone).contains(TaskType.PREFERENCE, TaskType.BEHAVIOR, TaskType.DISCOVERY);
            assertThat(agent.whatWouldLeave())
                    .filteredOn(message -> message.kind() == OutgoingMessage.Kind.PATTERN)
                    .extracting(message -> JsonParser.parseString(message.json())
                            .getAsJsonObject()
                            .getAsJsonObject("pattern")
                            .get("taskType")
                            .getAsString()
                            .substring("TASK_TYPE_".length()))
                    .containsExactlyInAnyOrderElementsOf(
                            gone.stream().map(TaskType::name).toList());
        }
    }

    // An owner who reads what would leave must not have to know the protocol to see that the time of day does.
    @Test
    void kindsInWords_ofWhatWouldLeave_nameEachPattern() {
        try (ViewerAgent agent = agent(Consents.NONE.withPatterns(true))) {
            agent.initialize().join();
            agent.firstPull().join();
            live(agent);
            List<String> lines =
                    agent.whatWouldLeave().stream().map(OutgoingMessage::text).toList();
            assertThat(lines)
                    .contains("A pattern of when and how you watch, from 8 titles, morning: Comedy")
                    .contains("A pattern of what your searches and explored places brought, from 4 titles: Space")
                    .anyMatch(line -> line.startsWith("A pattern of what you like, from "));
            assertThat(KindsInWords.counts(agent.patterns()))
                    .containsEntry("behavior", 2)
                    .containsEntry("discovery", 1)
                    .containsEntry("recommendation", 1)
                    .hasSize(4);
        }
    }

    static Stream<Arguments> strategiesByKind() {
        return Stream.of(TaskType.values())
                .flatMap(kind -> Stream.of(ConflictStrategy.values()).map(s -> Arguments.of(kind, s)));
    }

    // From the configuration key to what recommendations go by. Would catch a strategy of one kind that reaches
    // another.
    @ParameterizedTest
    @MethodSource("strategiesByKind")
    void patterns_strategyOfOneKind_decidesThatKindAlone(TaskType kind, ConflictStrategy strategy) {
        System.setProperty(
                KEY + kind.name().toLowerCase(java.util.Locale.ROOT),
                strategy.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        try (ViewerAgent agent = agent(Consents.NONE)) {
            agent.initialize().join();
            agent.firstPull().join();
            List<ExogenesisPattern> own = live(agent);
            for (TaskType each : TaskType.values()) {
                core.consolidate(same(of(each, own)));
            }
            agent.syncWithCore().join();
            for (TaskType each : TaskType.values()) {
                ConflictStrategy expected = each == kind ? strategy : ConflictStrategies.DEFAULT.of(each);
                assertThat(((LocalReasoningBank) agent.reasoningBank())
                                .patterns().stream()
                                        .filter(p -> p.taskType() == each
                                                && p.embedding()
                                                                .cosine(of(each, own)
                                                                        .embedding())
                                                        > .99)
                                        .map(KnownPattern::origin))
                        .as(each + " by " + expected)
                        .containsExactly(origin(expected, of(each, own)));
            }
        }
    }

    private static Origin origin(ConflictStrategy strategy, ExogenesisPattern own) {
        return switch (strategy) {
            case VIEWER_WINS -> Origin.LOCAL;
            case OMEGA_WINS -> Origin.BANK;
            case QUALITY_WINS -> own.successRate() >= GATE ? Origin.LOCAL : Origin.BANK;
            case MERGE -> Origin.MERGED;
        };
    }

    private static ConsolidatedPattern same(ExogenesisPattern own) {
        return ConsolidatedPattern.builder(
                        new PatternId("bank-" + own.taskType().name()), own.taskType(), own.embedding())
                .successRate(.9)
                .supporters(5)
                .reputationMass(2)
                .priority(Priority.HIGH)
                .version(1)
                .build();
    }

    @Test
    void applyTo_oneForAllAndOneForAKind_theKindsStandsAbove() {
        System.setProperty("omega.viewer.conflict-strategy", "omega-wins");
        System.setProperty(KEY + "behavior", "merge");
        try {
            ViewerAgentConfig config = ViewerSettings.ofEnvironment()
                    .applyTo(TestAgents.config("v", directory, new FaultyTransport(core)))
                    .build();
            assertThat(config.conflictStrategies())
                    .isEqualTo(ConflictStrategies.all(ConflictStrategy.OMEGA_WINS)
                            .with(TaskType.BEHAVIOR, ConflictStrategy.MERGE));
        } finally {
            System.clearProperty("omega.viewer.conflict-strategy");
        }
    }
}

package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.internal.memory.LocalReasoningBank;
import io.exogenesis.omega.viewer.internal.store.KnownPattern;
import io.exogenesis.omega.wire.PullFilterCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PullRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an agent holds of the bank is what its filter lets through. The Core of this test knows no filter, as those of before: it sends
 * everything, from the cursor on that it gave.
 */
class FilteredBankTest {
    private static final PullFilter PREFERENCES = PullFilter.ALL.withTaskTypes(Set.of(TaskType.PREFERENCE));
    private static final PullFilter GOOD = PullFilter.ALL.withMinSuccessRate(.8);

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(5);
    private final FaultyTransport transport = new FaultyTransport(core);
    private SharedModels shared;

    @BeforeEach
    void open() {
        shared = TestAgents.shared(directory.resolve("shared"));
        core.consolidate(pattern("taste", TaskType.PREFERENCE, .9));
        core.consolidate(pattern("poor taste", TaskType.PREFERENCE, .6));
        core.consolidate(pattern("habit", TaskType.BEHAVIOR, .9));
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private static ConsolidatedPattern pattern(String id, TaskType kind, double rate) {
        float[] vector = new float[Embedding.DIMENSIONS];
        vector[id.length() % 100] = 1;
        return ConsolidatedPattern.builder(new PatternId(id), kind, Embedding.of(vector))
                .successRate(rate)
                .supporters(5)
                .version(1)
                .build();
    }

    private void with(PullFilter filter, Consumer<ViewerAgent> work) {
        try (ViewerAgent agent = open(directory.resolve("agent"), transport, shared, filter)) {
            work.accept(agent);
        }
    }

    private static ViewerAgent open(Path state, FaultyTransport transport, SharedModels shared, PullFilter filter) {
        return LocalViewerAgent.open(
                TestAgents.config("viewer", state, transport)
                        .pullTaskTypes(filter.taskTypes())
                        .pullMinSuccessRate(filter.minSuccessRate())
                        .build(),
                shared);
    }

    private static Set<String> held(ViewerAgent agent) {
        Set<String> ids = new TreeSet<>();
        for (KnownPattern p : ((LocalReasoningBank) agent.reasoningBank()).patterns()) {
            ids.add(p.id().value());
        }
        return ids;
    }

    private static Set<String> synced(ViewerAgent agent) {
        agent.syncWithCore().join();
        return held(agent);
    }

    private List<PullRequest> pulls() {
        return transport.sent().stream()
                .flatMap(List::stream)
                .filter(ClientFrame::hasPull)
                .map(ClientFrame::getPull)
                .toList();
    }

    @Test
    void syncWithCore_withAFilter_saysIt_andHoldsWhatMatches() {
        with(
                PREFERENCES.withMinSuccessRate(.8),
                agent -> assertThat(synced(agent)).containsExactly("taste"));
        assertThat(PullFilterCodec.fromWire(pulls().getFirst().getFilter()))
                .isEqualTo(PREFERENCES.withMinSuccessRate(.8));
    }

    /** Viewers of before said nothing, and the Core learns nothing new of who filters nothing. */
    @Test
    void syncWithCore_withoutAFilter_sendsTheBytesOfBefore() {
        with(PullFilter.ALL, agent -> assertThat(synced(agent)).hasSize(3));
        assertThat(pulls()).isNotEmpty().noneMatch(PullRequest::hasFilter);
    }

    // Got worse, became another kind, got better: what it once was must not stay, what it became must come.
    @Test
    void syncWithCore_patternsThatChange_goAndCome() {
        with(GOOD, agent -> {
            assertThat(synced(agent)).containsExactly("habit", "taste");
            core.consolidate(pattern("taste", TaskType.PREFERENCE, .5));
            core.consolidate(pattern("poor taste", TaskType.PREFERENCE, .8));
            assertThat(synced(agent)).containsExactly("habit", "poor taste");
        });
    }

    // From the cursor on, a wider filter would never see what the narrower one left out.
    @Test
    void open_withAWiderFilter_pullsFromTheBeginning_once() {
        with(GOOD, agent -> assertThat(synced(agent)).containsExactly("habit", "taste"));
        with(PullFilter.ALL, agent -> {
            assertThat(held(agent)).as("meanwhile").containsExactly("habit", "taste");
            assertThat(synced(agent)).containsExactly("habit", "poor taste", "taste");
        });
        assertThat(pulls().getLast().hasSince()).isFalse();
        with(PullFilter.ALL, agent -> assertThat(synced(agent)).hasSize(3));
        assertThat(pulls().getLast().hasSince())
                .as("the filter of the last start")
                .isTrue();
    }

    /** Without waiting for a Core: a host that wants less has less. */
    @Test
    void open_withANarrowerFilter_holdsLessAtOnce() {
        with(PullFilter.ALL, agent -> assertThat(synced(agent)).hasSize(3));
        with(PREFERENCES, agent -> assertThat(held(agent)).containsExactly("poor taste", "taste"));
        with(PREFERENCES, agent -> assertThat(synced(agent)).containsExactly("poor taste", "taste"));
    }

    // Whatever happens to the bank and to the filter, with the agent closed and opened in between.
    @Property(tries = 25)
    void agent_throughChangesOfBankAndFilter_holdsWhatItsFilterLetsThrough(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Path home = Files.createTempDirectory("filtered");
        FakeCore bank = new FakeCore(5);
        FaultyTransport way = new FaultyTransport(bank);
        Map<String, ConsolidatedPattern> patterns = new TreeMap<>();
        try (SharedModels models = TestAgents.shared(home.resolve("shared"))) {
            for (int start = 0; start < 4; start++) {
                PullFilter filter = filter(random);
                try (ViewerAgent agent = open(home.resolve("agent"), way, models, filter)) {
                    for (int sync = 0; sync < 3; sync++) {
                        change(bank, patterns, random);
                        Set<String> wanted = new TreeSet<>();
                        patterns.values().stream().filter(filter::wants).forEach(p -> wanted.add(p.id().value()));
                        assertThat(synced(agent)).isEqualTo(wanted);
                    }
                }
            }
        } finally {
            delete(home);
        }
    }

    private static void change(FakeCore bank, Map<String, ConsolidatedPattern> patterns, Random random) {
        for (int i = random.nextInt(6); i > 0; i--) {
            String id = "p" + random.nextInt(12);
            if (random.nextInt(4) == 0) {
                bank.remove(new PatternId(id));
                patterns.remove(id);
            } else {
                ConsolidatedPattern p = pattern(id, TaskType.values()[random.nextInt(4)], random.nextInt(11) / 10.);
                bank.consolidate(p);
                patterns.put(id, p);
            }
        }
    }

    private static PullFilter filter(Random random) {
        Set<TaskType> kinds = EnumSet.noneOf(TaskType.class);
        for (int i = random.nextInt(3); i > 0; i--) {
            kinds.add(TaskType.values()[random.nextInt(4)]);
        }
        return new PullFilter(kinds, random.nextInt(8) / 10.);
    }

    private static void delete(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

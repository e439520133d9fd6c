package io.exogenesis.omega.viewer.internal.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.memory.NewEpisode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the owner wants forgotten is gone from the state, from every file, and from the Core. */
class ForgetTest {
    private static final MediaId SECRET = TestCatalogue.id(0, 3);
    private static final String SEARCH = "words-nobody-may-find";

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(20);
    private SharedModels shared;

    @BeforeEach
    void open() {
        shared = TestAgents.shared(directory.resolve("shared"));
        shared.useCatalogue(TestCatalogue.catalogue(20).items());
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private ViewerAgent agent() {
        return LocalViewerAgent.open(
                TestAgents.config("v", directory.resolve("v"), new FaultyTransport(core))
                        .consents(Consents.ALL)
                        .build(),
                shared);
    }

    private void live(ViewerAgent agent) {
        agent.replay(TestAgents.ratings(0, 0, 10, 5)).join();
        agent.trackSearch(SEARCH, List.of(SECRET), SECRET).join();
        agent.trackView(SECRET, Duration.ofMinutes(100), true).join();
        agent.shown(List.of(SECRET, TestCatalogue.id(0, 15))).join();
        agent.shown(List.of(TestCatalogue.id(1, 1), SECRET)).join();
        for (int n = 0; n < 3; n++) {
            MediaId about = n == 1 ? SECRET : TestCatalogue.id(0, 1);
            agent.reflexion().store(episode("task " + n, about)).join();
        }
        agent.learnFromSession().join();
    }

    private static NewEpisode episode(String task, MediaId about) {
        return NewEpisode.of("session", task, "in", "out", .8).withMedia(about);
    }

    private List<String> filesWith(String text) throws IOException {
        List<String> found = new ArrayList<>();
        String wide = new String(text.getBytes(UTF_8), ISO_8859_1);
        try (Stream<Path> files = Files.walk(directory.resolve("v"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> !f.endsWith("omega.lock"))
                    .toList()) {
                if (Files.readString(file, ISO_8859_1).contains(wide)) {
                    found.add(file.toString());
                }
            }
        }
        return found;
    }

    @Test
    void forget_aTitle_noFileHasItAndTheRestStays() throws IOException {
        try (ViewerAgent agent = agent()) {
            agent.initialize().join();
            live(agent);
            agent.compact().join(); // into the archive as well
            live(agent);
            assertThat(filesWith(SECRET.value())).hasSizeGreaterThan(1);
            assertThat(filesWith(SEARCH)).isNotEmpty();
            agent.forget(SECRET).join();
            assertThat(filesWith(SECRET.value())).isEmpty();
            assertThat(filesWith(SEARCH)).isEmpty();
            assertThat(agent.history())
                    .hasSize(9)
                    .extracting(WatchedTitle::media)
                    .doesNotContain(SECRET);
            assertThat(agent.patterns()).isEmpty();
            assertThat(agent.learnFromSession().join()).isNotEmpty();
            assertThat(agent.whatWouldLeave().toString()).doesNotContain(SECRET.value());
        }
        try (ViewerAgent agent = agent()) {
            assertThat(agent.history()).hasSize(9);
            agent.syncWithCore().join();
        }
        assertThat(filesWith(SECRET.value())).isEmpty();
        assertThat(core.received("v")).isNotEmpty().noneMatch(c -> c.toString().contains(SECRET.value()));
    }

    @Test
    void forget_titleThatTheSampleHad_theNextSampleIsWithoutIt() {
        try (ViewerAgent agent = agent()) {
            agent.initialize().join();
            live(agent);
            agent.syncWithCore().join();
            agent.forget(SECRET).join();
            agent.syncWithCore().join();
        }
        List<Contribution.OfSample> samples = core.received("v").stream()
                .map(Contribution::payload)
                .filter(Contribution.OfSample.class::isInstance)
                .map(Contribution.OfSample.class::cast)
                .toList();
        assertThat(samples.getFirst().toString()).contains(SECRET.value());
        assertThat(samples.getLast().toString()).doesNotContain(SECRET.value());
    }

    @Test
    void forgetEverything_agentIsAsNewAndTheCoreErases() throws IOException {
        try (ViewerAgent agent = agent()) {
            agent.initialize().join();
            live(agent);
            agent.syncWithCore().join();
            live(agent);
            assertThat(core.kept("v")).isNotEmpty();
            agent.forgetEverything().join();
            assertThat(filesWith(SECRET.value())).isEmpty();
            assertThat(filesWith(TestCatalogue.id(0, 1).value())).isEmpty();
            assertThat(filesWith(SEARCH)).isEmpty();
            assertThat(filesWith("task 1")).isEmpty();
        }
        int received = core.received("v").size();
        try (ViewerAgent agent = agent()) {
            assertThat(agent.history()).isEmpty();
            assertThat(agent.patterns()).isEmpty();
            assertThat(agent.decidedImpressions()).isEmpty();
            assertThat(agent.stats().memory().events()).isZero();
            assertThat(agent.stats().memory().episodes()).isZero();
            assertThat(agent.ledger().pending()).isZero();
            assertThat(agent.consents()).isEqualTo(Consents.ALL);
            agent.syncWithCore().join();
            assertThat(core.kept("v")).isEmpty();
            assertThat(core.consents("v")).contains(Consents.ALL);
            // what is agreed to leaves again, under the next numbers
            agent.replay(TestAgents.ratings(1, 0, 10, 5)).join();
            agent.learnFromSession().join();
            agent.syncWithCore().join();
            assertThat(core.kept("v")).isNotEmpty().allMatch(c -> c.seq() > received);
            assertThat(agent.ledger().pending()).isZero();
        }
    }

    @Test
    void forgetEverything_answerOfTheErasureLost_isToldAgain() {
        List<FaultyTransport.Fate> fates = new ArrayList<>();
        FaultyTransport lossy =
                new FaultyTransport(core, () -> fates.isEmpty() ? FaultyTransport.Fate.ARRIVES : fates.removeFirst());
        try (ViewerAgent agent = LocalViewerAgent.open(
                TestAgents.config("v", directory.resolve("v"), lossy)
                        .consents(Consents.ALL)
                        .build(),
                shared)) {
            agent.initialize().join();
            live(agent);
            agent.syncWithCore().join();
            agent.forgetEverything().join();
            agent.replay(TestAgents.ratings(1, 0, 10, 5)).join();
            agent.learnFromSession().join();
            fates.add(FaultyTransport.Fate.ANSWER_LOST);
            fates.add(FaultyTransport.Fate.REQUEST_LOST);
            agent.syncWithCore().join();
            assertThat(core.kept("v")).isNotEmpty().noneMatch(c -> c.toString().contains(SECRET.value()));
        }
    }
}

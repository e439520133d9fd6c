package io.exogenesis.omega.core.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.TasteSample;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InsightsTest {
    private static final int TITLES = 60;

    /** What the viewers of a core pushed, as a step would see it. */
    private final List<ReceivedSample> pushed = new ArrayList<>();

    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private boolean dies;

    /** Dies before the blob of trends, once asked to. */
    private final class DyingBlobStore implements BlobStore {
        @Override
        public void write(String name, byte[] content) {
            if (dies && name.endsWith(".insight")) {
                throw new IllegalStateException("the process died");
            }
            blobs.write(name, content);
        }

        @Override
        public byte[] read(String name) {
            return blobs.read(name);
        }

        @Override
        public void retain(Set<String> names) {
            blobs.retain(names);
        }
    }

    private CoreFixture core() {
        CoreFixture core = CoreFixture.over(
                new InMemoryViewerStore(),
                new InMemoryBankStore(),
                new DyingBlobStore(),
                new InMemoryCatalogueStore(),
                new PowerLossFileLayer(),
                UnaryOperator.identity());
        core.importTitles(TITLES);
        return core;
    }

    private static List<String> titles(IntStream numbers) {
        return numbers.mapToObj(n -> "t" + n).toList();
    }

    private static TasteSample sample(List<String> ids) {
        return ((Contribution.OfSample) Samples.sample(1, ids).payload()).sample();
    }

    private void push(CoreFixture core, Registration viewer, SyncSession session, long seq, List<String> ids) {
        core.push(session, Samples.sample(seq, ids));
        pushed.add(new ReceivedSample(
                core.keys.pseudonym(viewer.viewerId().value()), seq, Insights.day(core.clock.instant()), sample(ids)));
    }

    /** Viewers who push two samples each: t1 is new in the second. */
    private List<Registration> crowd(CoreFixture core, int viewers) {
        List<Registration> out = new ArrayList<>();
        for (int v = 0; v < viewers; v++) {
            Registration viewer = core.register();
            SyncSession session = core.session(viewer);
            int own = 10 + v;
            push(core, viewer, session, 1, titles(IntStream.of(2, own)));
            push(core, viewer, session, 2, titles(IntStream.of(2, own, 1)));
            out.add(viewer);
        }
        return out;
    }

    private InsightInput input(CoreFixture core, List<ReceivedSample> samples, long epoch, long today) {
        return new InsightInput(
                samples,
                Set.of(),
                core.catalogue.published().orElseThrow().space(),
                core.insights.titles()::key,
                epoch,
                true,
                today);
    }

    // Each round sees the epoch's samples again; a feed that went on from the last round would count them each time.
    @Test
    void rounds_andADeathBeforeTheCommit_countEachSampleOnce() {
        CoreFixture core = core();
        crowd(core, 12);
        core.rounds.runNow(false);
        core.rounds.runNow(false);
        dies = true;
        assertThatThrownBy(() -> core.rounds.runNow(true)).isInstanceOf(IllegalStateException.class);
        dies = false;
        CoreFixture after = core.killAndRestart();
        after.rounds.runNow(false);
        after.rounds.runNow(true);

        InsightState once =
                InsightStep.next(InsightState.EMPTY, input(after, pushed, 0, Insights.day(after.clock.instant())));
        assertThat(after.insights.encode()).isEqualTo(once.encode());
        CoreFixture next = after.killAndRestart();
        assertThat(next.insights.encode()).isEqualTo(once.encode());
        // and the next epoch starts from there: the samples of the old one stand, and are no news
        assertThat(next.rounds.runNow(true).rows()).isEqualTo(12);
        assertThat(InsightState.decode(next.insights.encode())
                        .epochStart()
                        .copy()
                        .encode())
                .isEqualTo(once.epochStart().copy().encode());
    }

    // What an owner took back must not stay as a fingerprint.
    @Test
    void withdrawal_fingerprintIsForgotten_evenWithNothingInTheLog() {
        CoreFixture core = core();
        List<Registration> viewers = crowd(core, 5);
        core.rounds.runNow(true);
        assertThat(fingerprints(core)).isEqualTo(5);
        core.registry.changeConsents(viewers.getFirst().viewerId(), Consents.NONE);
        assertThat(fingerprints(core)).isEqualTo(4);
        CoreFixture after = core.killAndRestart();
        assertThat(fingerprints(after)).isEqualTo(4);
        after.rounds.runNow(false);
        assertThat(fingerprints(after)).isEqualTo(4);
        assertThat(fingerprints(after.killAndRestart())).isEqualTo(4);
    }

    private static int fingerprints(CoreFixture core) {
        return InsightState.decode(core.blobs.read(core.bankStore.head().insightBlob()))
                .epochStart()
                .copy()
                .viewers();
    }

    @Test
    void discoveries_pairOfDistinctViewers_isNamedInFull_andOutlivesARestart() {
        CoreFixture core = core();
        for (int v = 0; v < 40; v++) {
            Registration viewer = core.register();
            IntStream both = v < 8 ? IntStream.of(5, 6) : IntStream.of(7 + v % 3);
            push(core, viewer, core.session(viewer), 1, titles(IntStream.concat(both, IntStream.of(10 + v))));
        }
        core.rounds.runNow(true);
        for (CoreFixture each : List.of(core, core.killAndRestart())) {
            assertThat(each.trends.discoveries()).singleElement().satisfies(d -> {
                assertThat(Stream.of(d.first(), d.second()).map(MediaItem::title))
                        .containsExactly("Title number 5", "Title number 6");
                assertThat(d.viewers()).isEqualTo(8);
                assertThat(d.sampled()).isEqualTo(40);
                assertThat(d.lift()).isGreaterThan(1.5);
                assertThat(d.g2()).isGreaterThan(12);
            });
        }
    }

    // Weeks of small news, then one title that eight viewers add within two days.
    @Test
    void trends_titleThatManyAdd_isNamedInFull() {
        CoreFixture core = core();
        crowd(core, 3);
        core.rounds.runNow(true);
        long today = Insights.day(core.clock.instant());
        InsightState state = InsightState.EMPTY;
        for (int d = 0; d < 30; d++) {
            List<ReceivedSample> samples = new ArrayList<>();
            for (int v = 0; v < 20; v++) {
                IntStream hit = d >= 28 && v % 10 < 8 && v / 10 == d - 28 ? IntStream.of(9) : IntStream.empty();
                samples.add(new ReceivedSample(
                        "v" + v,
                        d,
                        today - 29 + d,
                        sample(titles(IntStream.concat(IntStream.of(10 + (v + d / 2) % 45), hit)))));
            }
            state = InsightStep.next(state, input(core, samples, d, today));
        }
        core.blobs.write(core.bankStore.head().insightBlob(), state.encode());
        core.insights.load(core.bankStore.head());
        assertThat(core.trends.trends()).singleElement().satisfies(t -> {
            assertThat(t.title().title()).isEqualTo("Title number 9");
            assertThat(t.since()).isBetween(LocalDate.ofEpochDay(today - 1), LocalDate.ofEpochDay(today));
            assertThat(t.viewers()).isBetween(4, 16);
            assertThat(t.factor()).isGreaterThan(2);
        });
    }

    // Trends are for display: they must never be what stops a Core.
    @Test
    void load_missingOrDamagedState_beginsAnew_andRoundsGoOn() {
        CoreFixture core = core();
        crowd(core, 3);
        core.rounds.runNow(true);
        byte[] bytes = core.insights.encode();
        bytes[bytes.length / 2] ^= 1;
        core.blobs.write(core.bankStore.head().insightBlob(), bytes);
        assertThatThrownBy(() -> InsightState.decode(bytes)).isInstanceOf(CoreException.class);

        CoreFixture after = core.killAndRestart();
        assertThat(after.trends.trends()).isEmpty();
        assertThat(after.trends.discoveries()).isEmpty();
        assertThat(after.rounds.runNow(true).round()).isEqualTo(2);
        assertThat(InsightState.decode(after.insights.encode())).isNotNull();
    }

    @Test
    void encode_namesNoTitleBelowFiveViewers() {
        CoreFixture core = core();
        crowd(core, 4);
        core.rounds.runNow(true);
        assertThat(new String(core.insights.encode(), StandardCharsets.ISO_8859_1))
                .doesNotContain("t1", "t2", "t10");
    }
}

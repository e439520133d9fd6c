package io.exogenesis.omega.web.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.OutgoingMessage;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real agents over a catalogue of three kinds of titles, without the sentence model. */
class EveningTest {
    private static final int TITLES = 90;
    private static final ViewerContext TOP = ViewerContext.top(10);

    @TempDir
    Path data;

    private final TestClock clock = new TestClock();
    private final FakeCore core = new FakeCore();
    private ViewerRuntime runtime;

    @BeforeEach
    void open() {
        runtime = ViewerRuntime.builder(data.resolve("models"))
                .embedder(EveningTest::noModel)
                .build();
        runtime.useCatalogueOf("bank", 7, EmbeddingModel.MINI_LM, entries());
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    private static Embedder noModel() {
        throw new AssertionError("a recommendation without words needs no model");
    }

    /** Titles 0, 3, 6 … are of the first kind, 1, 4, 7 … of the second. */
    private static List<CatalogueEntry> entries() {
        return IntStream.range(0, TITLES)
                .mapToObj(n -> new CatalogueEntry(
                        MediaItem.builder(id(n), "Title " + n)
                                .year(1960 + n % 60)
                                .genres(List.of("Genre " + n % 3))
                                .build(),
                        place(n)))
                .toList();
    }

    private static Embedding place(int n) {
        Random kind = new Random(n % 3);
        Random own = new Random(100 + n);
        float[] place = new float[Embedding.DIMENSIONS];
        for (int d = 0; d < place.length; d++) {
            place[d] = (float) (kind.nextGaussian() + .4 * own.nextGaussian());
        }
        return Embedding.of(place);
    }

    private static MediaId id(int n) {
        return new MediaId("t" + n);
    }

    private Evening evening(String name) {
        ViewerId viewer = new ViewerId("watch-" + name);
        Path home = data.resolve(viewer.value());
        return new Evening(
                viewer,
                home,
                as -> {
                    ViewerAgentConfig.Builder config = ViewerAgentConfig.builder(viewer, home)
                            .clock(clock)
                            .exchangeTimeout(Duration.ofMillis(200))
                            .syncInterval(Duration.ZERO);
                    as.ifPresent(config::registration);
                    return runtime.open(config.build());
                },
                core,
                clock);
    }

    private static void rateFive(Evening evening) {
        for (int n = 0; n < 15; n += 3) {
            Change _ = evening.change(id(n), new Act(Act.Kind.RATE, 5));
        }
    }

    private static long ofTheFirstKind(RecommendationList list) {
        return list.stream()
                .filter(r -> Integer.parseInt(r.mediaId().value().substring(1)) % 3 == 0)
                .count();
    }

    /** The whole of it: five ratings, and the list is of their kind, each title with a reason. */
    @Test
    void change_fiveRatings_makeAListOfTheirKindWithReasons() {
        Evening evening = evening("a");
        assertThat(ofTheFirstKind(evening.best(TOP))).isLessThan(8);

        rateFive(evening);

        assertThat(ofTheFirstKind(evening.best(TOP))).isEqualTo(10);
        assertThat(evening.best(TOP)).allSatisfy(r -> assertThat(r.reason()).startsWith("Close in content to Title "));
        assertThat(evening.history()).hasSize(5).allMatch(WatchedTitle::seen);
    }

    @Test
    void change_eachRating_saysWhatItChanged() {
        Evening evening = evening("a");

        Change first = evening.change(id(0), new Act(Act.Kind.RATE, 5));

        assertThat(first.entered()).isNotEmpty().doesNotContain(id(0));
        assertThat(first.now()).containsAll(first.entered());
        MediaItem title = MediaItem.builder(id(0), "Title 0").build();
        assertThat(first.sentence("5 stars for", title))
                .startsWith("5 stars for Title 0: ")
                .contains("new title");
    }

    /** Would catch a list that goes on offering what somebody just said is not for them. */
    @Test
    void change_notForMe_theTitleLeavesTheList_andForgettingBringsItBack() {
        Evening evening = evening("a");
        rateFive(evening);
        List<MediaId> before = evening.offered(10, List.of()).ids();
        MediaId best = before.getFirst();

        Change change = evening.change(best, new Act(Act.Kind.SKIP, 0));

        assertThat(change.now()).doesNotContain(best);
        assertThat(change.entered()).isNotEmpty();
        assertThat(evening.offered(10, List.of()).ids()).hasSize(10).doesNotContain(best);
        assertThat(evening.offered(10, List.of("Genre 0")).ids()).hasSize(10).doesNotContain(best);

        Change _ = evening.change(best, new Act(Act.Kind.FORGET, 0));
        assertThat(evening.offered(10, List.of()).ids()).contains(best);
    }

    @Test
    void change_forget_leavesNoTraceInTheHistory() {
        Evening evening = evening("a");
        rateFive(evening);

        Change _ = evening.change(id(3), new Act(Act.Kind.FORGET, 0));

        assertThat(evening.remembered(id(3))).isEmpty();
        assertThat(evening.history()).hasSize(4);
    }

    /** Would catch two sessions that share anything but the titles. */
    @Test
    void evenings_sideBySide_knowNothingOfEachOther() {
        Evening one = evening("a");
        Evening other = evening("b");
        List<MediaId> before = other.offered(10, List.of()).ids();

        rateFive(one);
        one.searched("the sea", List.of(id(1)));

        assertThat(other.history()).isEmpty();
        assertThat(other.searches()).isEmpty();
        assertThat(other.offered(10, List.of()).ids()).isEqualTo(before);
    }

    @Test
    void end_deletesItsHomeAndNoOther() {
        Evening one = evening("a");
        Evening other = evening("b");
        rateFive(one);
        assertThat(data.resolve("watch-a")).isDirectory();

        one.end();
        one.end();

        assertThat(data.resolve("watch-a")).doesNotExist();
        assertThat(data.resolve("watch-b")).isDirectory();
        assertThatThrownBy(() -> one.best(TOP)).isInstanceOf(AgentClosedException.class);
        assertThat(other.best(TOP)).hasSize(10);
        assertThat(core.calls).as("it never joined").isEmpty();
    }

    /** Would catch an agent that joins the Core before its owner agreed to anything. */
    @Test
    void leaving_withoutConsent_showsWhatAllWouldSendAndAsksTheCoreNothing() {
        Evening evening = evening("a");
        rateFive(evening);

        List<OutgoingMessage> leaving = evening.leaving();

        assertThat(leaving)
                .extracting(OutgoingMessage::kind)
                .contains(OutgoingMessage.Kind.PATTERN, OutgoingMessage.Kind.SAMPLE);
        assertThat(evening.consents()).isEqualTo(Consents.NONE);
        assertThat(evening.member()).isEmpty();
        assertThat(core.calls).isEmpty();
    }

    @Test
    void consent_first_joinsWithItAndKeepsWhatIsRemembered() {
        Evening evening = evening("a");
        rateFive(evening);

        evening.consent(Consents.NONE.withPatterns(true));

        assertThat(core.calls).containsExactly("join [patterns]");
        assertThat(evening.member()).contains(new ViewerId("watch-a"));
        assertThat(evening.consents()).isEqualTo(Consents.NONE.withPatterns(true));
        assertThat(evening.history()).hasSize(5);
        assertThat(evening.leaving()).extracting(OutgoingMessage::kind).containsOnly(OutgoingMessage.Kind.PATTERN);
    }

    @Test
    void consent_lastWithdrawn_goesOfflineAndTheCoreErasesAtOnce() {
        Evening evening = evening("a");
        evening.consent(Consents.NONE.withSample(true));
        evening.consent(Consents.NONE);

        assertThat(core.calls).containsExactly("join [sample]", "withdraw []");
        assertThat(evening.member()).isEmpty();

        evening.consent(Consents.NONE.withMetrics(true));
        assertThat(core.calls).as("it has joined already").hasSize(2);
        assertThat(evening.member()).isPresent();

        evening.end();
        assertThat(core.calls).endsWith("leave");
        assertThat(Files.exists(data.resolve("watch-a"))).isFalse();
    }

    @Test
    void searched_tooMany_theOldestAreForgotten() {
        Evening evening = evening("a");
        for (int i = 0; i < 210; i++) {
            evening.searched("search " + i, List.of());
        }

        assertThat(evening.searches())
                .hasSize(200)
                .first()
                .extracting(Evening.Searched::text)
                .isEqualTo("search 10");
    }
}

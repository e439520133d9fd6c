package io.exogenesis.omega.viewer.internal.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.WatchedTitle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchedTitlesTest {
    private static final Instant T = Instant.parse("2026-01-01T20:00:00Z");
    private static final MediaId A = new MediaId("a");
    private static final MediaId B = new MediaId("b");

    private final WatchedTitles titles = new WatchedTitles();

    private WatchedTitle only() {
        assertThat(titles.oldestFirst()).hasSize(1);
        return titles.oldestFirst().getFirst();
    }

    @ParameterizedTest
    @CsvSource({"5, HIGH, 1", "4, HIGH, 1", "3.5, MEDIUM, .6", "3, MEDIUM, .6", "2.5, LOW, 0", "0, LOW, 0"})
    void apply_rating_weighsAsTheContractSays(double rating, Liking liking, double reward) {
        titles.apply(new ViewerEvent.Rating(A, rating, T));
        assertThat(only().liking()).isEqualTo(liking);
        assertThat(only().reward()).isEqualTo(reward);
    }

    @ParameterizedTest
    @CsvSource({
        "120, true, HIGH",
        "1, true, HIGH",
        "90, false, HIGH",
        "40, false, MEDIUM",
        "5, false, LOW",
        "0, false, LOW"
    })
    void apply_view_weighsByEngagement(long minutes, boolean completed, Liking liking) {
        titles.apply(new ViewerEvent.View(A, Duration.ofMinutes(minutes), completed, T));
        assertThat(only().liking()).isEqualTo(liking);
    }

    // One skip counted as watched, for ever: the title was never offered again, and lent its place to others.
    @Test
    void apply_skipOrLeftEarly_rememberedButNotSeen() {
        titles.apply(new ViewerEvent.Skip(A, Duration.ofHours(3), T));
        titles.apply(new ViewerEvent.View(B, Duration.ofMinutes(24), false, T));
        assertThat(titles.oldestFirst()).extracting(WatchedTitle::liking).containsOnly(Liking.LOW);
        assertThat(titles.oldestFirst()).noneMatch(WatchedTitle::seen);
        assertThat(titles.seenOldestFirst()).isEmpty();
        assertThat(titles.history().items()).isEmpty();
        assertThat(titles.seen(A)).isFalse();
        assertThat(titles.apply(new ViewerEvent.Share(A, T)))
                .as("a share is no watch")
                .isFalse();
    }

    @Test
    void apply_skippedThenWatchedOrRated_seenFromThen() {
        titles.apply(new ViewerEvent.Skip(A, Duration.ZERO, T.plusSeconds(60)));
        titles.apply(new ViewerEvent.Skip(B, Duration.ZERO, T.plusSeconds(60)));
        titles.apply(new ViewerEvent.View(A, Duration.ofMinutes(40), false, T));
        titles.apply(new ViewerEvent.Rating(B, 1, T.plusSeconds(30)));
        assertThat(titles.seenOldestFirst()).extracting(WatchedTitle::media).containsExactly(A, B);
        WatchedTitle watched = titles.seenOldestFirst().getFirst();
        assertThat(watched.at()).as("when it was watched").isEqualTo(T);
        assertThat(watched.engagement()).as("a first watch").isEqualTo(.5);
    }

    // A skip made a title the newest of the history, and the newest weighs most.
    @Test
    void apply_skipAfterAWatch_staysSeenWhereItWas() {
        titles.apply(new ViewerEvent.View(A, Duration.ofMinutes(40), false, T));
        titles.apply(new ViewerEvent.View(B, Duration.ofMinutes(40), false, T.plusSeconds(60)));
        titles.apply(new ViewerEvent.Skip(A, Duration.ofMinutes(1), T.plusSeconds(120)));
        assertThat(titles.seenOldestFirst()).extracting(WatchedTitle::media).containsExactly(A, B);
        assertThat(titles.seenOldestFirst().getFirst().at()).isEqualTo(T);
        assertThat(titles.seenOldestFirst().getFirst().engagement()).isEqualTo(.5);
    }

    @Test
    void apply_watchedAgainLater_onceAtItsLastWatchAndLikedMore() {
        titles.apply(new ViewerEvent.View(A, Duration.ofMinutes(40), false, T));
        titles.apply(new ViewerEvent.View(B, Duration.ofMinutes(40), false, T.plusSeconds(60)));
        titles.apply(new ViewerEvent.View(A, Duration.ofMinutes(60), false, T.plusSeconds(120)));
        assertThat(titles.oldestFirst()).extracting(WatchedTitle::media).containsExactly(B, A);
        WatchedTitle again = titles.oldestFirst().getLast();
        assertThat(again.watches()).isEqualTo(2);
        assertThat(again.engagement()).isEqualTo(1 - Math.pow(2, -1.5) + Engagement.AGAIN, within(1e-9));
    }

    @Test
    void apply_ratingAfterView_ratingOutweighs() {
        titles.apply(new ViewerEvent.View(A, Duration.ofMinutes(100), true, T));
        titles.apply(new ViewerEvent.Rating(A, 2, T.plusSeconds(1)));
        assertThat(only().liking()).isEqualTo(Liking.LOW);
        // an older rating that arrives late does not take its place
        titles.apply(new ViewerEvent.Rating(A, 5, T.minusSeconds(1)));
        assertThat(only().rating()).hasValue(2);
    }

    @Test
    void apply_eventsOutOfOrder_sortedByTimeThenArrival() {
        titles.apply(new ViewerEvent.Rating(A, 4, T.plusSeconds(10)));
        titles.apply(new ViewerEvent.Rating(B, 4, T));
        titles.apply(new ViewerEvent.Rating(new MediaId("c"), 4, T));
        assertThat(titles.history().items()).extracting(HistoryItem::item).containsExactly(B, new MediaId("c"), A);
    }

    @Test
    void apply_searchBrowseAndShareOfUnseen_areNoWatches() {
        assertThat(titles.apply(ViewerEvent.Search.of("q", List.of(A), A, T))).isFalse();
        assertThat(titles.apply(new ViewerEvent.Browse(List.of(A), T))).isFalse();
        assertThat(titles.apply(new ViewerEvent.Share(A, T))).isFalse();
        assertThat(titles.size()).isZero();
        titles.apply(new ViewerEvent.View(A, Duration.ofMinutes(30), false, T));
        assertThat(titles.apply(new ViewerEvent.Share(A, T))).isTrue();
        assertThat(only().liking()).isEqualTo(Liking.HIGH);
    }

    // A host that tracks ids of its own making would let the history grow without end.
    @Test
    void apply_moreTitlesThanAreKept_leftOnesThenTheOldestGo() {
        WatchedTitles many = new WatchedTitles();
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        many.apply(new ViewerEvent.Rating(new MediaId("first"), 5, start));
        for (int n = 0; n < WatchedTitles.MAX_TITLES + 5_000; n++) {
            Instant at = start.plusSeconds(1 + n);
            MediaId media = new MediaId("t" + n);
            many.apply(
                    n % 100 == 0
                            ? new ViewerEvent.Rating(media, 4, at)
                            : new ViewerEvent.Skip(media, Duration.ofSeconds(9), at));
        }
        assertThat(many.size()).isBetween(WatchedTitles.MAX_TITLES * 98 / 100, WatchedTitles.MAX_TITLES);
        assertThat(many.seen(new MediaId("first"))).isTrue();
        assertThat(many.leftOldestFirst().getFirst().media().value()).isNotEqualTo("t1");
    }
}

package io.exogenesis.omega.learning.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrendFeedTest {
    private static final int WINDOW = TrendSettings.DEFAULT.windowDays();

    private final TrendFeed feed = TrendFeed.empty(TrendSettings.DEFAULT);
    private final SampleDifferences differences = new SampleDifferences(WINDOW, 100);
    private long day;

    private static TasteSample sample(String... ids) {
        return new TasteSample(Stream.of(ids)
                .map(id -> new SampledItem(new MediaId(id), Liking.HIGH))
                .toList());
    }

    private static List<String> names(List<MediaId> ids) {
        return ids.stream().map(MediaId::value).toList();
    }

    private List<Long> take(String viewer, String... ids) {
        return feed.take(viewer, sample(ids), day, id -> id.value().hashCode());
    }

    /** Thirty viewers, each with a new title of its own now and then, for two months. */
    private void quiet() {
        for (day = 0; day < 60; day++) {
            for (int v = 0; v < 30; v++) {
                take("viewer" + v, "old" + v, "new" + v + "/" + (day + v) / 5);
            }
        }
    }

    // Whoever joins brings years of watching; a first sample that counted would make every bestseller a trend.
    @Test
    void fresh_firstSample_isAllOld() {
        assertThat(differences.fresh("v", sample("a", "b"), 0)).isEmpty();
        assertThat(names(differences.fresh("v", sample("a", "b", "c"), 0))).containsExactly("c");
        assertThat(differences.fresh("v", sample("a", "b", "c"), 0)).isEmpty();
    }

    // A viewer who takes a title out of its sample and puts it in again would otherwise count each time.
    @Test
    void fresh_titleThatLeftAndCameBack_isNewOnlyAfterAWholeWindow() {
        differences.fresh("v", sample("a"), 0);
        List<Long> counted = new ArrayList<>();
        for (long d = 1; d < 6L * WINDOW; d++) {
            if (names(differences.fresh("v", sample("a", "x"), d)).contains("x")) {
                counted.add(d);
            }
            differences.fresh("v", sample("a"), d);
        }
        assertThat(counted).isNotEmpty();
        for (int k = 1; k < counted.size(); k++) {
            assertThat(counted.get(k) - counted.get(k - 1)).isGreaterThanOrEqualTo(WINDOW);
        }
    }

    @Test
    void forget_isForgotten_soTheNextSampleIsAFirst() {
        differences.fresh("v", sample("a"), 0);
        differences.forget("v");
        assertThat(differences.size()).isZero();
        assertThat(differences.fresh("v", sample("a", "b"), 1)).isEmpty();
    }

    @Test
    void fresh_moreViewersThanRemembered_longestUnseenGo() {
        for (int v = 0; v < 1_000; v++) {
            differences.fresh("v" + v, sample("a"), v);
            assertThat(differences.size()).isLessThanOrEqualTo(100);
        }
        assertThat(names(differences.fresh("v999", sample("a", "b"), 1_000))).containsExactly("b");
    }

    // A fingerprint that took everything for old would silently end all trends.
    @Test
    void fresh_fullSample_losesOneTitleInTen() {
        SampleDifferences many = new SampleDifferences(WINDOW, 1_000);
        int found = 0;
        for (int v = 0; v < 200; v++) {
            String[] old = IntStream.range(0, 50).mapToObj(k -> "old" + k).toArray(String[]::new);
            String[] now = Stream.concat(
                            Stream.of(old).skip(10), IntStream.range(0, 10).mapToObj(k -> "new" + k))
                    .toArray(String[]::new);
            many.fresh("v" + v, sample(old), 0);
            found += many.fresh("v" + v, sample(now), 1).size();
        }
        assertThat(found).isBetween(1_700, 1_950);
    }

    // One viewer who pushes a title five hundred times is one viewer.
    @Test
    void take_fiveHundredPushesOfOneViewer_noTrend() {
        quiet();
        for (int k = 0; k < 500; k++) {
            assertThat(take("viewer1", "hit", "old1")).isEmpty();
            assertThat(take("viewer1", "old1")).isEmpty();
        }
        assertThat(feed.trending(day)).noneMatch(t -> t.key() == "hit".hashCode());
    }

    @Test
    void take_sixViewersOfANewTitle_aTrendWithSixViewers() {
        quiet();
        List<Long> alarms = new ArrayList<>();
        for (int v = 0; v < 6; v++) {
            alarms.addAll(take("viewer" + v, "old" + v, "hit"));
        }
        assertThat(alarms).containsExactly((long) "hit".hashCode());
        assertThat(feed.trending(day)).first().satisfies(t -> {
            assertThat(t.key()).isEqualTo("hit".hashCode());
            assertThat(t.viewers()).isBetween(4, 6);
        });
    }

    @Test
    void encode_decode_goesOnTheSame() {
        quiet();
        TrendFeed other = TrendFeed.decode(feed.encode(), TrendSettings.DEFAULT);
        assertThat(other.viewers()).isEqualTo(30);
        assertThat(other.encode()).isEqualTo(feed.encode());
        for (int v = 0; v < 10; v++) {
            assertThat(other.take("viewer" + v, sample("hit"), day, id -> 5))
                    .isEqualTo(feed.take("viewer" + v, sample("hit"), day, id -> 5));
        }
        assertThat(other.trending(day)).isEqualTo(feed.trending(day)).isNotEmpty();
    }

    // No title's name and no viewer's pseudonym may be read out of the state.
    @Test
    void encode_namesNobody() {
        quiet();
        String text = new String(feed.encode(), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("viewer1", "old1", "new1");
    }

    @Test
    void decode_damagedBytes_areRefused() {
        quiet();
        byte[] good = feed.encode();
        for (int at : List.of(0, 5, 20, good.length / 2, good.length - 1)) {
            byte[] bad = good.clone();
            bad[at] ^= 4;
            assertThatThrownBy(() -> TrendFeed.decode(bad, TrendSettings.DEFAULT))
                    .isInstanceOf(LearningException.class);
        }
        assertThatThrownBy(() -> TrendFeed.decode(new byte[3], TrendSettings.DEFAULT))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("torn");
    }
}

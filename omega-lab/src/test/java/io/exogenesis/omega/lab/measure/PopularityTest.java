package io.exogenesis.omega.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.lab.Shared;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.data.RatingsReader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PopularityTest {
    @Test
    void ranking_counts_mostWatchedFirstWithoutTheSeen() {
        BitSet seen = new BitSet();
        seen.set(2);
        int[] ranking = new Popularity(new int[] {1, 5, 9, 3}, new SplittableRandom(1)).ranking(seen);
        assertThat(ranking).containsExactly(1, 3, 0);
    }

    /** The published baseline on real ratings: .861 / .548 / .025 / .088. A ruler or a split that is off shows here. */
    @Test
    void popularity_realRatings_thePublishedBaseline() {
        Dataset data = RatingsReader.read(Shared.mlLatestSmall());
        List<LastSplit.Part> parts = LastSplit.of(data);
        int[] counts = new int[data.items().size()];
        parts.forEach(p -> p.train().forEach(e -> counts[e.item()]++));
        Ruler ruler = new Ruler(counts);
        Popularity popularity = new Popularity(counts, new SplittableRandom(1));
        List<Judgement> judgements = new ArrayList<>();
        for (LastSplit.Part part : parts) {
            BitSet seen = new BitSet();
            part.train().forEach(e -> seen.set(e.item()));
            part.target().ifPresent(t -> judgements.add(ruler.judge(popularity.ranking(seen), seen, t)));
        }
        Metrics m = Metrics.of(judgements, counts.length);
        assertThat(m.auc()).isCloseTo(.861, within(.001));
        assertThat(m.aucPop()).isCloseTo(.548, within(.003));
        assertThat(m.ndcg10()).isCloseTo(.025, within(.001));
        assertThat(m.recall20()).isCloseTo(.088, within(.002));
    }
}

package io.exogenesis.omega.learning.defence;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StructureGateTest {
    private static SortedMap<MediaId, Double> judge(List<Witness> epoch, String... titles) {
        Rows.Core core = Rows.Core.NEW.fold(Rows.crowd(200, 1)).fold(epoch);
        StructureGate gate = new StructureGate(
                Rows.rows(epoch).rows(), Rows.names(epoch), core.state().halves());
        return gate.percentiles(IntStream.range(0, titles.length)
                .mapToObj(k -> new MediaId(titles[k]))
                .toList());
    }

    @Test
    void percentiles_trueFansAndRandomPushers_standApart() {
        List<Witness> epoch = new ArrayList<>(Rows.crowd(200, 1));
        Random random = new Random(3);
        for (int v = 0; v < 60; v++) {
            // as many of either taste: nothing else in the row speaks for the title
            epoch.add(new Witness("~p" + v, Rows.plus(Rows.fan(v % 2, 12, random), "pushed"), .5));
        }
        SortedMap<MediaId, Double> p = judge(epoch, "pushed", "t0-3", "t1-3");
        double pushed = p.get(new MediaId("pushed"));
        // In a world of two tastes percentiles lie closer together than in life: what counts is who stands above whom.
        assertThat(pushed).isLessThan(DefenceSettings.DEFAULT.minPercentile());
        assertThat(p.get(new MediaId("t0-3"))).isGreaterThan(pushed + .03);
        assertThat(p.get(new MediaId("t1-3"))).isGreaterThan(pushed + .03);
    }

    // Without a past in the other half a percentile would be a tie of zeros, and every new title frozen.
    @Test
    void percentiles_titleWithoutAPast_isNotJudged() {
        List<Witness> epoch = new ArrayList<>(Rows.crowd(200, 1));
        List<Witness> later = new ArrayList<>(epoch);
        later.replaceAll(w -> new Witness(w.pseudonym(), Rows.plus(w.sample(), "brand-new"), .5));
        Rows.Core core = Rows.Core.NEW.fold(epoch);
        StructureGate gate = new StructureGate(
                Rows.rows(later).rows(), Rows.names(later), core.state().halves());
        assertThat(gate.percentiles(List.of(new MediaId("brand-new"), new MediaId("nobody's"))))
                .isEmpty();
    }

    @Test
    void half_ofManyPseudonyms_isAboutEven() {
        assertThat(IntStream.range(0, 1000)
                        .map(v -> StructureGate.half("~" + v))
                        .sum())
                .isBetween(420, 580);
    }
}

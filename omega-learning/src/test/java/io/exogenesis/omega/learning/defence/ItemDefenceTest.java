package io.exogenesis.omega.learning.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.TasteSample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ItemDefenceTest {
    /** A third of all viewers says whatever it likes, but nothing identical. */
    private static List<Witness> with(List<Witness> honest, int liars, String target, long seed) {
        Random random = new Random(seed);
        List<Witness> out = new ArrayList<>(honest);
        for (int v = 0; v < liars; v++) {
            out.add(new Witness("~l" + v, Rows.plus(Rows.fan(0, 12, random), target), .5));
        }
        return out;
    }

    @Test
    void screen_beforeTheFounding_grantsEverything() {
        Screened s = Rows.Core.NEW.screen(Rows.crowd(200, 1));
        assertThat(s.grants()).isEmpty();
        assertThat(s.clamped()).isEmpty();
        assertThat(Rows.Core.NEW.fold(Rows.crowd(10, 1)).state().founded()).isFalse();
        assertThat(Rows.Core.NEW.fold(Rows.crowd(20, 1)).state().founded()).isTrue();
    }

    @Test
    void screen_sameViewersAgain_leavesTheModelAlone() {
        List<Witness> same = Rows.crowd(200, 1);
        Screened s = Rows.Core.NEW.fold(same).fold(same).screen(same);
        assertThat(s.grants().values()).allSatisfy(g -> assertThat(g.share()).isCloseTo(1, within(.06)));
    }

    // The heart of it: clones of true fans pass every test of structure, so only the clamp holds them.
    @Property(tries = 10)
    void fold_aThirdOfClonesForTwelveEpochs_targetStaysSmall(@ForAll long seed) {
        List<Witness> honest = Rows.crowd(200, 1);
        Rows.Core core = Rows.Core.NEW.fold(with(honest, 100, "t0-1", seed));
        for (int epoch = 0; epoch < 12; epoch++) {
            core = core.fold(with(honest, 100, "target", seed + epoch));
        }
        Rows.Core open = new Rows.Core(
                Rows.NOTHING,
                Rows.NOTHING.with(Rows.rows(with(honest, 100, "target", seed)), java.util.Map.of()),
                DefenceState.EMPTY);
        assertThat(core.share("target")).isLessThan(.2 * open.share("target"));
        assertThat(core.share("t1-1")).isGreaterThan(.6 * open.share("t1-1"));
        assertThat(core.screen(with(honest, 100, "target", seed)).clamped()).contains(new MediaId("target"));
    }

    // A crowd may be as loud as it likes; an honest title keeps most of its share.
    @Property(tries = 10)
    void fold_aThirdOfArbitraryRows_honestTitlesKeepTheirShare(@ForAll long seed) {
        Random random = new Random(seed);
        List<Witness> honest = Rows.crowd(200, 1);
        Rows.Core core = Rows.Core.NEW.fold(honest);
        double before = core.share("t0-0");
        for (int epoch = 0; epoch < 4; epoch++) {
            List<Witness> all = new ArrayList<>(honest);
            for (int v = 0; v < 100; v++) {
                Set<String> titles = new java.util.LinkedHashSet<>();
                while (titles.size() < 1 + v % 30) {
                    titles.add("t" + random.nextInt(3) + "-" + random.nextInt(50));
                }
                all.add(new Witness("~l" + v, Rows.sample(titles), random.nextDouble(.01, 1)));
            }
            core = core.fold(all);
        }
        assertThat(core.share("t0-0")).isBetween(.7 * before, 1.3 * before);
    }

    @Property(tries = 5)
    void screen_canonicalOrderAndAnyDuplicates_sameFactors(@ForAll long seed) {
        List<Witness> honest = with(Rows.crowd(60, 1), 20, "target", seed);
        Rows.Core core = Rows.Core.NEW.fold(Rows.crowd(60, 1));
        List<Witness> shuffled = new ArrayList<>(honest);
        Collections.shuffle(shuffled, new Random(seed));
        Screened a = core.screen(honest);
        Screened b = core.screen(shuffled);
        assertThat(b.clamped()).isEqualTo(a.clamped());
        a.grants().forEach((id, g) -> assertThat(b.grants().get(id).share()).isCloseTo(g.share(), within(2e-4)));
    }

    @Test
    void fold_emptyEpochOneViewerAndSameRowsManyTimes_areDefined() {
        Rows.Core core = Rows.Core.NEW.fold(Rows.crowd(60, 1)).fold(List.of()).fold(Rows.crowd(1, 5));
        assertThat(core.share("t0-0")).isPositive();
        TasteSample same = Rows.fan(0, 12, new Random(1));
        List<Witness> copies = new ArrayList<>();
        for (int v = 0; v < 10_000; v++) {
            copies.add(new Witness("~" + v, same, .1));
        }
        assertThat(core.fold(copies).now().support().values())
                .allSatisfy(n -> assertThat(n).isFinite());
    }

    @Test
    void screen_titleNobodyElseHas_isInNoRow() {
        List<Witness> rows = new ArrayList<>(Rows.crowd(60, 1));
        rows.add(new Witness("~odd", Rows.sample(List.of("only-mine")), .5));
        Screened s = Rows.Core.NEW.fold(Rows.crowd(60, 1)).screen(rows);
        assertThat(s.rows().viewers()).doesNotContainKey(new MediaId("only-mine"));
        assertThat(s.granted()).doesNotContainKey(new MediaId("only-mine"));
    }

    @Test
    void write_read_isEqual() throws IOException {
        Rows.Core core = Rows.Core.NEW.fold(Rows.crowd(60, 1)).fold(with(Rows.crowd(60, 1), 30, "target", 3));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        core.state().write(new DataOutputStream(bytes));
        assertThat(DefenceState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(core.state());
    }
}

package io.exogenesis.omega.learning.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.item.EpochRows;
import io.exogenesis.omega.learning.item.Grant;
import io.exogenesis.omega.learning.item.Seniority;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShareClampTest {
    private static final MediaId PUSHED = new MediaId("pushed");
    private static final MediaId KNOWN = new MediaId("t0-0");
    private static final List<Witness> HONEST = Rows.crowd(200, 1);
    private static final SortedMap<MediaId, TitleTrust> PAST = past();

    private static SortedMap<MediaId, TitleTrust> past() {
        SortedMap<MediaId, TitleTrust> out = new TreeMap<>();
        ShareClamp.masses(Rows.rows(HONEST)).forEach((id, m) -> out.put(id, TitleTrust.founder(m)));
        return out;
    }

    private static ShareClamp clamp(EpochRows rows, SortedMap<MediaId, TitleTrust> past) {
        return new ShareClamp(Rows.SETTINGS, past, rows, new BitSet(), 200, 3);
    }

    private static EpochRows pushedBy(int liars) {
        List<Witness> epoch = new ArrayList<>(HONEST);
        for (int v = 0; v < liars; v++) {
            Witness w = epoch.get(v);
            epoch.set(v, new Witness(w.pseudonym(), Rows.plus(w.sample(), "pushed"), .5));
        }
        return Rows.rows(epoch);
    }

    @Test
    void granted_sameAsBefore_changesNothing() {
        ShareClamp clamp = clamp(Rows.rows(HONEST), PAST);
        assertThat(clamp.growing().size()).isLessThan(PAST.size());
        assertThat(clamp.grants(clamp.granted(Set.of(), Set.of())).values())
                .allSatisfy(g -> assertThat(g.share()).isCloseTo(1, within(1e-6)));
    }

    @Test
    void granted_newTitleOfAThird_getsTheFreeShareAndGrowsByG() {
        EpochRows rows = pushedBy(66);
        SortedMap<MediaId, TitleTrust> past = PAST;
        double asked = ShareClamp.masses(rows).get(PUSHED);
        double first = clamp(rows, past).granted(Set.of(), Set.of()).get(PUSHED);
        assertThat(first).isBetween(.8 * .02 / .33 * asked, 1.2 * .02 / .33 * asked);
        double granted = first;
        for (int epoch = 1; epoch < 12; epoch++) {
            ShareClamp clamp = clamp(rows, past);
            past = clamp.after(clamp.granted(Set.of(), Set.of()));
            granted = past.get(PUSHED).granted();
        }
        assertThat(granted).isLessThanOrEqualTo(first * Math.pow(Rows.SETTINGS.growth(), 11) * 1.001);
        assertThat(past.get(PUSHED).young()).isTrue();
    }

    @Test
    void granted_anchoredTitle_growsFaster() {
        EpochRows rows = pushedBy(66);
        SortedMap<MediaId, TitleTrust> past = new TreeMap<>(PAST);
        past.put(PUSHED, TitleTrust.founder(.1 * ShareClamp.masses(rows).get(PUSHED)));
        double plain = clamp(rows, past).granted(Set.of(), Set.of()).get(PUSHED);
        double anchored = clamp(rows, past).granted(Set.of(), Set.of(PUSHED)).get(PUSHED);
        double frozen = clamp(rows, past).granted(Set.of(PUSHED), Set.of()).get(PUSHED);
        assertThat(anchored / plain).isCloseTo(1.25 / Rows.SETTINGS.growth(), within(.01));
        assertThat(frozen).isLessThan(plain);
    }

    // Before, a title that only newcomers knew was held to the pace of a population that stands still, and lists got
    // worse by a tenth.
    @Test
    void granted_populationGrows_titleThatFewKnowGrowsWithIt_andNoMoreThanThat() {
        EpochRows rows = pushedBy(66);
        SortedMap<MediaId, TitleTrust> past = new TreeMap<>(PAST);
        double few = .1 * ShareClamp.masses(rows).get(PUSHED);
        past.put(PUSHED, TitleTrust.founder(few));
        double still = clampAfter(200, rows, past);
        assertThat(clampAfter(180, rows, past) / still).isCloseTo(200. / 180, within(1e-3));
        assertThat(clampAfter(10, rows, past) / still).as("at most a fifth").isCloseTo(1.2, within(1e-3));
        assertThat(clampAfter(400, rows, past)).as("a population that shrinks").isEqualTo(still);
    }

    // What everybody knows needs no newcomers: demoting a title means raising its competitors.
    @Test
    void granted_populationGrows_titleThatManyKnowGrowsByG() {
        EpochRows rows = pushedBy(190);
        SortedMap<MediaId, TitleTrust> past = new TreeMap<>(PAST);
        past.put(PUSHED, TitleTrust.founder(.5 * ShareClamp.masses(rows).get(PUSHED)));
        assertThat(clampAfter(180, rows, past) / clampAfter(200, rows, past)).isBetween(1.0, 1.02);
    }

    private static double clampAfter(double usual, EpochRows rows, SortedMap<MediaId, TitleTrust> past) {
        return new ShareClamp(Rows.SETTINGS, past, rows, new BitSet(), usual, 3)
                .granted(Set.of(), Set.of())
                .get(PUSHED);
    }

    // Before, one amplitude for all took from those who loved the title what liars had brought: honest lists lost a
    // tenth.
    @Test
    void grants_titleIsPushed_thoseWhoHadItBeforeKeepItWhole() {
        List<Witness> epoch = new ArrayList<>();
        for (Witness w : HONEST) {
            TasteSample with = Rows.plus(w.sample(), "pushed");
            int since = epoch.size() < 10 ? 3 : epoch.size() < 76 ? 7 : 0;
            epoch.add(since == 0 ? w : new Witness(w.pseudonym(), with, .5, Seniority.of(with, since), false));
        }
        SortedMap<MediaId, TitleTrust> past = new TreeMap<>(PAST);
        EpochRows rows = Rows.rows(epoch);
        double asked = ShareClamp.masses(rows).get(PUSHED);
        past.put(PUSHED, TitleTrust.founder(asked * 10 / 76));
        ShareClamp clamp = clamp(rows, past);
        Grant grant = clamp.grants(clamp.granted(Set.of(), Set.of())).get(PUSHED);
        assertThat(grant.amplitude(3)).isEqualTo(1);
        assertThat(grant.amplitude(7)).isLessThan(.15);
        assertThat(grant.amplitude(8)).isZero();
        assertThat(grant.share()).isCloseTo(10. / 76 * Rows.SETTINGS.growth(), within(.03));
    }

    // A fifth of newcomers who do not know a title is nobody's farewell; where they were there before, it is one.
    @Test
    void granted_newcomersDoNotKnowATitle_itFallsWithTheirShare() {
        List<Witness> epoch = new ArrayList<>(HONEST);
        for (int v = 0; v < 40; v++) {
            int first = v;
            List<String> others =
                    IntStream.range(0, 12).mapToObj(k -> "n" + (first + k) % 30).toList();
            epoch.add(new Witness("~new" + v, Rows.sample(others), .5));
        }
        EpochRows rows = Rows.rows(epoch);
        BitSet newcomers = new BitSet();
        newcomers.set(200, 240);
        double measured = ShareClamp.masses(rows).get(KNOWN);
        assertThat(measured).as("its share falls").isLessThan(PAST.get(KNOWN).granted() / Rows.SETTINGS.decline());
        assertThat(known(rows, newcomers)).isCloseTo(measured, within(.02 * measured));
        assertThat(known(rows, new BitSet())).isGreaterThan(1.02 * measured);
    }

    // Those who had a title a little less than before, and a crowd of newcomers who push it: its lower bound must not
    // lift it.
    @Test
    void granted_newcomersPushATitleThatOthersLeave_getsNoMoreThanItsUpperBound() {
        List<Witness> epoch = new ArrayList<>(HONEST);
        for (int v = 0; v < 66; v++) {
            epoch.add(new Witness("~new" + v, Rows.plus(Rows.sample(List.of("t0-" + v % 40)), "pushed"), .5));
        }
        EpochRows rows = Rows.rows(epoch);
        BitSet newcomers = new BitSet();
        newcomers.set(200, 266);
        SortedMap<MediaId, TitleTrust> past = new TreeMap<>(PAST);
        double before = .1 * ShareClamp.masses(rows).get(PUSHED);
        past.put(PUSHED, TitleTrust.founder(before));
        for (double usual : new double[] {200, 266}) {
            double granted = new ShareClamp(Rows.SETTINGS, past, rows, newcomers, usual, 3)
                    .granted(Set.of(), Set.of())
                    .get(PUSHED);
            assertThat(granted).isLessThanOrEqualTo(1.2 * Rows.SETTINGS.growth() * before * 1.001);
            assertThat(new ShareClamp(Rows.SETTINGS, past, rows, newcomers, usual, 3)
                            .granted(Set.of(PUSHED), Set.of())
                            .get(PUSHED))
                    .isLessThanOrEqualTo(before * 1.001);
        }
    }

    private static double known(EpochRows rows, BitSet newcomers) {
        return new ShareClamp(Rows.SETTINGS, PAST, rows, newcomers, 200, 3)
                .granted(Set.of(), Set.of())
                .get(KNOWN);
    }

    // Many titles pushed at once, each within its own limit, must not take over the memory together.
    @Test
    void granted_hundredsOfNewTitles_togetherAtMostBeta() {
        List<Witness> epoch = new ArrayList<>();
        for (Witness w : HONEST) {
            int v = epoch.size();
            epoch.add(
                    v < 66
                            ? new Witness(
                                    w.pseudonym(), Rows.plus(Rows.plus(w.sample(), "new" + v % 22), "x" + v % 20), .5)
                            : w);
        }
        SortedMap<MediaId, Double> granted = clamp(Rows.rows(epoch), PAST).granted(Set.of(), Set.of());
        double whole = PAST.values().stream().mapToDouble(TitleTrust::granted).sum();
        double gains = granted.entrySet().stream()
                .mapToDouble(e -> Math.max(
                        0,
                        e.getValue()
                                - (PAST.containsKey(e.getKey())
                                        ? PAST.get(e.getKey()).granted()
                                        : 0)))
                .sum();
        assertThat(gains).isLessThanOrEqualTo(Rows.SETTINGS.newMass() * whole * 1.001);
    }

    @Test
    void granted_titleThatViewersLeave_fallsSlowly() {
        List<Witness> epoch = new ArrayList<>(HONEST);
        for (int v = 0; v < 150; v++) {
            List<String> others = epoch.get(v).sample().items().stream()
                    .map(i -> i.item().value())
                    .filter(id -> !id.equals(KNOWN.value()))
                    .toList();
            epoch.set(v, new Witness(epoch.get(v).pseudonym(), Rows.sample(others), .5));
        }
        ShareClamp clamp = clamp(Rows.rows(epoch), PAST);
        SortedMap<MediaId, Double> granted = clamp.granted(Set.of(), Set.of());
        Grant grant = clamp.grants(granted).get(KNOWN);
        assertThat(grant.amplitude()).isGreaterThan(1).isLessThanOrEqualTo(2);
        assertThat(grant.amplitude(99)).as("everybody alike").isEqualTo(grant.amplitude());
        float before = PAST.get(KNOWN).granted();
        assertThat(clamp.after(granted).get(KNOWN).granted()).isGreaterThanOrEqualTo(before / 1.021f);
    }

    // A loved title that rises was refuted by liars in the audit, and nothing was left of it.
    @Test
    void after_titleThatManyHaveGrows_isNotYoung_oneOfFewIs() {
        assertThat(after(60).young()).isFalse();
        assertThat(after(6).young()).isTrue();
    }

    /** Of a title that so many have, and two fifths of them had a long time ago. */
    private static TitleTrust after(int viewers) {
        EpochRows rows = pushedBy(viewers);
        SortedMap<MediaId, TitleTrust> past = new TreeMap<>(PAST);
        float mass = (float) (double) ShareClamp.masses(rows).get(PUSHED);
        past.put(PUSHED, new TitleTrust(mass, .4f * mass));
        ShareClamp clamp = clamp(rows, past);
        return clamp.after(clamp.granted(Set.of(), Set.of())).get(PUSHED);
    }

    // Five viewers at night must not rewrite what two hundred said by day.
    @Test
    void after_shortEpoch_movesTheHistoryByAsMuchLess() {
        ShareClamp clamp = clamp(Rows.rows(Rows.crowd(5, 7)), PAST);
        SortedMap<MediaId, TitleTrust> after = clamp.after(clamp.granted(Set.of(), Set.of()));
        assertThat(after.get(KNOWN).granted())
                .isCloseTo(
                        PAST.get(KNOWN).granted(), within(.03f * PAST.get(KNOWN).granted()));
    }
}

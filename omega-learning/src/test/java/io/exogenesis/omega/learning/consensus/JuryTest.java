package io.exogenesis.omega.learning.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.learning.consensus.Trial.Standing;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PatternOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JuryTest {
    private static final PatternId ID = new PatternId("p");
    private static final Jury.Rules RULES = new Jury.Rules(.8, .66, .33, 3, 5);
    private static final Embedding HERE = direction(0);

    @Test
    void draw_noCohort_probationGoesOnWithoutAJury() {
        Trial trial = jury(new Cohort(), 0).draw(ID, Trial.begin(0), HERE, Set.of());
        assertThat(trial).isEqualTo(Trial.begin(0));
    }

    // A liar that could choose its place would sit in every jury that matters to it.
    @Test
    void draw_largeCohort_sameJuryWhateverTheOrder_anotherForAnotherPattern() {
        Trial drawn = drawn(300, Set.of());
        assertThat(drawn.seats()).hasSize(drawn.plan().orElseThrow().jurors());
        Cohort backwards = new Cohort();
        IntStream.range(0, 300).map(i -> 299 - i).forEach(i -> backwards.add("~" + i, item(20, 2)));
        assertThat(jury(backwards, 0).draw(ID, Trial.begin(0), HERE, Set.of())).isEqualTo(drawn);
        Trial other = jury(cohort(300), 0).draw(new PatternId("q"), Trial.begin(0), HERE, Set.of());
        int jurors = drawn.seats().size();
        assertThat(common(drawn, other)).isLessThan(jurors * jurors / 300 + 20); // by chance J²/300, 6 more or less
    }

    @Test
    void draw_supporters_neverSit() {
        Set<String> supporters = new HashSet<>();
        IntStream.range(0, 200).forEach(i -> supporters.add("~" + i));
        assertThat(drawn(300, supporters).seats().keySet()).doesNotContainAnyElementsOf(supporters);
    }

    // Whoever turns supporter would vote twice.
    @Test
    void hear_jurorTurnedSupporter_losesItsPlace() {
        Trial drawn = drawn(100, Set.of());
        String juror = drawn.seats().firstKey();
        assertThat(jury(new Cohort(), 1).hear(ID, drawn, HERE, Set.of(juror)).seats())
                .doesNotContainKey(juror);
    }

    @Test
    void hear_enoughYes_admittedAndPlacesForgotten() {
        Trial drawn = drawn(300, Set.of());
        JuryPlan plan = drawn.plan().orElseThrow();
        List<String> jurors = List.copyOf(drawn.seats().keySet());
        Cohort reports = new Cohort();
        jurors.subList(0, plan.needed() - 1).forEach(j -> reports.add(j, pattern(plan.showings(), plan.conversions())));
        Trial almost = jury(reports, 1).hear(ID, drawn, HERE, Set.of());
        assertThat(almost.standing()).isEqualTo(Standing.PROBATION);
        assertThat(almost.count().yes()).isEqualTo(plan.needed() - 1);
        reports.add(jurors.get(plan.needed()), pattern(plan.showings(), plan.conversions()));
        Trial admitted = jury(reports, 1).hear(ID, drawn, HERE, Set.of());
        assertThat(admitted.standing()).isEqualTo(Standing.ADMITTED);
        assertThat(admitted.since()).isEqualTo(1);
        assertThat(admitted.seats()).isEmpty();
    }

    @Test
    void hear_enoughNo_refusedUntilTheRetrial() {
        Trial drawn = drawn(300, Set.of());
        JuryPlan plan = drawn.plan().orElseThrow();
        Cohort reports = new Cohort();
        drawn.seats().keySet().stream()
                .limit(plan.jurors() - plan.needed() + 1L)
                .forEach(j -> reports.add(j, pattern(plan.showings(), 0)));
        Jury jury = jury(reports, 2);
        Trial refused = jury.hear(ID, drawn, HERE, Set.of());
        assertThat(refused.standing()).isEqualTo(Standing.REFUSED);
        assertThat(refused.count().dissent()).isEqualTo(1);
        assertThat(jury(new Cohort(), 6).refusalHolds(refused)).isTrue();
        assertThat(jury(new Cohort(), 7).refusalHolds(refused)).isFalse();
        assertThat(jury.hear(ID, refused, HERE, Set.of())).isEqualTo(refused);
    }

    // Anybody may report anything about a pattern; only those who were drawn are heard.
    @Test
    void hear_reportsOfOthers_doNotCount() {
        Trial drawn = drawn(300, Set.of());
        Cohort crowd = new Cohort();
        IntStream.range(0, 1_000).mapToObj(i -> "liar" + i).forEach(l -> crowd.add(l, pattern(100, 100)));
        assertThat(jury(crowd, 1).hear(ID, drawn, HERE, Set.of()).count().yes()).isZero();
    }

    // One report with a hundred showings must not bring more conversions than the showings that are asked for.
    @Test
    void hear_moreShowingsThanAsked_countInProportion() {
        Trial drawn = drawn(300, Set.of());
        String juror = drawn.seats().firstKey();
        Cohort reports = new Cohort();
        reports.add(juror, pattern(100, 2));
        Trial heard = jury(reports, 1).hear(ID, drawn, HERE, Set.of());
        int showings = drawn.plan().orElseThrow().showings();
        assertThat(heard.seats().get(juror).shown()).isEqualTo(showings);
        assertThat(heard.seats().get(juror).converted()).isEqualTo(Math.round(2 * showings / 100f));
        assertThat(heard.count().no()).isEqualTo(1);
    }

    @Test
    void hear_overSeveralEpochs_addsUp() {
        Trial trial = drawn(300, Set.of());
        String juror = trial.seats().firstKey();
        for (int epoch = 1; epoch <= 2; epoch++) {
            Cohort reports = new Cohort();
            reports.add(juror, pattern(5, 1));
            Jury jury = jury(reports, epoch);
            trial = jury.draw(ID, jury.hear(ID, trial, HERE, Set.of()), HERE, Set.of());
        }
        assertThat(trial.seats().get(juror)).isEqualTo(new Seat(10, 2, 5));
        assertThat(trial.count().yes()).isEqualTo(1);
    }

    // A place of one who never comes back would keep probation going for ever; one who has spoken is still heard.
    @Test
    void draw_silentForLong_placeGoesToAnother() {
        Trial drawn = drawn(60, Set.of());
        String spoke = drawn.seats().firstKey();
        Cohort once = new Cohort();
        once.add(spoke, pattern(40, 5));
        Trial trial = jury(once, 1).draw(ID, jury(once, 1).hear(ID, drawn, HERE, Set.of()), HERE, Set.of());
        Cohort newcomers = new Cohort();
        IntStream.range(0, 80).forEach(i -> newcomers.add("new" + i, item(5, 1)));
        trial = jury(newcomers, 2).draw(ID, trial, HERE, Set.of());
        assertThat(trial.seats()).containsKeys(drawn.seats().keySet().toArray(String[]::new));
        trial = jury(newcomers, 5).draw(ID, trial, HERE, Set.of());
        assertThat(trial.seats().keySet().stream().filter(s -> s.startsWith("~")))
                .containsExactly(spoke);
        assertThat(trial.seats()).hasSize(drawn.plan().orElseThrow().jurors());
    }

    // Admitted for one taste, then moved to another: the gate of one round does not see that.
    @Test
    void hear_movedOutOfTheGate_onProbationAgain() {
        Trial admitted = drawn(300, Set.of()).decided(Standing.ADMITTED, 1, JuryCount.NONE);
        assertThat(jury(new Cohort(), 4).hear(ID, admitted, HERE, Set.of())).isEqualTo(admitted);
        assertThat(jury(new Cohort(), 4).hear(ID, admitted, direction(1), Set.of()))
                .isEqualTo(Trial.begin(4));
    }

    // A third of the cohort that watches everything, or nothing, must not choose the plan.
    @Test
    void baseRate_aThirdOfLiars_staysNearTheHonestRate() {
        for (boolean up : new boolean[] {true, false}) {
            Random random = new Random(5);
            Cohort cohort = new Cohort();
            for (int v = 0; v < 300; v++) {
                int watched = (int) IntStream.range(0, 60)
                        .filter(i -> random.nextDouble() < .15)
                        .count();
                cohort.add("~" + v, v % 3 > 0 ? item(60, watched) : item(100, up ? 100 : 0));
            }
            assertThat(cohort.baseRate(.34).orElseThrow()).isBetween(.10, .20);
        }
    }

    @Test
    void baseRate_nobodySawEnough_unknown() {
        Cohort cohort = new Cohort();
        assertThat(cohort.baseRate(.33)).isEmpty();
        cohort.add("a", item(9, 9));
        assertThat(cohort.baseRate(.33)).isEmpty();
        cohort.add("a", item(1, 0));
        assertThat(cohort.baseRate(.33)).hasValue(.9);
    }

    private static Trial drawn(int cohort, Set<String> supporters) {
        return jury(cohort(cohort), 0).draw(ID, Trial.begin(0), HERE, supporters);
    }

    private static Cohort cohort(int members) {
        Cohort cohort = new Cohort();
        IntStream.range(0, members).forEach(i -> cohort.add("~" + i, item(20, 2)));
        return cohort;
    }

    private static Jury jury(Cohort cohort, long epoch) {
        return new Jury(cohort, epoch, RULES);
    }

    private static long common(Trial a, Trial b) {
        List<String> both = new ArrayList<>(a.seats().keySet());
        both.retainAll(b.seats().keySet());
        return both.size();
    }

    private static Outcomes item(int shown, int watched) {
        return new Outcomes(List.of(new ItemOutcome(new MediaId("m"), shown, watched)), List.of());
    }

    private static Outcomes pattern(int shown, int converted) {
        return new Outcomes(List.of(), List.of(new PatternOutcome(ID, shown, converted)));
    }

    private static Embedding direction(int k) {
        float[] v = new float[Embedding.DIMENSIONS];
        v[k] = 1;
        return Embedding.of(v);
    }
}

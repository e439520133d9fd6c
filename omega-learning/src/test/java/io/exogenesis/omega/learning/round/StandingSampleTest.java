package io.exogenesis.omega.learning.round;

import static io.exogenesis.omega.learning.round.Crowd.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A device that has nothing new to say still counts, for as long as its lease. */
class StandingSampleTest {
    private static final RoundState NEW = RoundState.initial(Crowd.SETTINGS);
    private static final int LEASE = Crowd.SETTINGS.items().lease();
    private static final MediaId POPULAR = new MediaId("m0");

    private static List<SampleRow> rows(int viewers, long seed) {
        Random random = new Random(seed);
        List<SampleRow> rows = new ArrayList<>();
        for (int v = 0; v < viewers; v++) {
            rows.add(Crowd.randomRow("v" + v, 1, random));
        }
        return rows;
    }

    private static RoundResult epoch(RoundState before, List<SampleRow> rows, List<StandingSample> standing) {
        return Round.run(
                before,
                input(List.of(), rows, true, 60).standing(standing),
                Crowd.SETTINGS,
                new SplittableRandom(before.round()));
    }

    // Before, a viewer whose history stood still lost a twentieth of its weight each epoch, and the model with it.
    @Test
    void decide_standingSamplesOnly_nothingIsDecidedAndTheModelStays() {
        RoundResult first = epoch(NEW, rows(30, 8), List.of());
        assertThat(first.standing()).hasSize(30);
        RoundResult next = epoch(first.after(), List.of(), first.standing());
        assertThat(next.decisions()).isEmpty();
        assertThat(next.itemModel()).isEmpty();
        assertThat(next.standing()).isEqualTo(first.standing());
        assertThat(next.after().items().support()).isEmpty();
        assertThat(next.report().items()).isEqualTo(first.report().items());
    }

    // A viewer is in the memory once, so a model of the memory alone has the scale of one of the samples.
    @Test
    void decide_leaseEnds_sampleIsFoldedOnce() {
        List<SampleRow> rows = rows(30, 8);
        RoundResult now = epoch(NEW, rows, List.of());
        ItemModel before = now.itemModel().orElseThrow();
        for (int e = 1; e < LEASE; e++) {
            now = epoch(now.after(), List.of(), now.standing());
        }
        assertThat(now.standing()).as("their last epoch is over").isEmpty();
        assertThat(now.after().items().mass()).isEqualTo(30);
        SampleRow newcomer = Crowd.row("newcomer", 1, "m30");
        RoundResult later = epoch(now.after(), List.of(newcomer), List.of());
        ItemModel after = later.itemModel().orElseThrow();
        assertThat(after.support(after.rowOf(POPULAR))).isCloseTo(before.support(before.rowOf(POPULAR)), within(1e-3f));
        assertThat(after.spectrum(0)).isCloseTo(before.spectrum(0), within(.05f * before.spectrum(0)));
    }

    // What was said first is heard first, so a title that comes and goes must not keep its place.
    @Test
    void decide_newerSamples_titlesThatStayKeepTheirSeniority() {
        RoundResult now = epoch(NEW, List.of(Crowd.row("v", 1, "m1", "m2")), List.of());
        now = epoch(now.after(), List.of(), now.standing());
        assertThat(now.standing().getFirst().seniority().epochs()).containsExactly(0, 0);
        now = epoch(now.after(), List.of(Crowd.row("v", 2, "m3", "m2")), now.standing());
        assertThat(now.standing().getFirst().seniority().epochs()).containsExactly(2, 0);
        now = epoch(now.after(), List.of(Crowd.row("v", 3, "m1", "m3", "m2")), now.standing());
        assertThat(now.standing().getFirst().seniority().epochs()).containsExactly(3, 2, 0);
    }

    // Neither how many samples an epoch brings nor when what stood is read may change anything.
    @Test
    void decide_anyOrder_sameSeniority() {
        RoundResult before = epoch(NEW, List.of(Crowd.row("v", 1, "m1", "m2")), List.of());
        StandingSample stood = before.standing().getFirst();
        SampleRow without = Crowd.row("v", 2, "m2", "m3");
        SampleRow again = Crowd.row("v", 3, "m3", "m1");
        List<Consumer<EpochState>> feeds =
                new ArrayList<>(List.of(e -> e.stand(stood), e -> e.add(without), e -> e.add(again)));
        for (int n = 0; n < 6; n++) {
            Collections.shuffle(feeds, new Random(n));
            EpochState state = new EpochState(before.after(), Crowd.SETTINGS);
            feeds.forEach(f -> f.accept(state));
            RoundResult result = state.decide(
                    new RoundConditions(Crowd.CATALOGUE, true, Crowd.START.plusSeconds(60)), new SplittableRandom(1));
            assertThat(result.standing().getFirst().seniority().epochs()).containsExactly(1, 0);
        }
    }

    @Test
    void decide_ownerWithdraws_seniorityIsForgotten() {
        RoundResult before = epoch(NEW, List.of(Crowd.row("v", 1, "m1", "m2")), List.of());
        EpochState state = new EpochState(before.after(), Crowd.SETTINGS);
        state.stand(before.standing().getFirst());
        state.withdraw(new ViewerId("v"), Set.of(ContributionKind.SAMPLE), 1);
        state.add(Crowd.row("v", 2, "m1", "m2"));
        RoundResult result = state.decide(
                new RoundConditions(Crowd.CATALOGUE, true, Crowd.START.plusSeconds(60)), new SplittableRandom(1));
        assertThat(result.standing().getFirst().seniority().epochs()).containsExactly(1, 1);
    }

    @Test
    void decide_memoryIsFull_forgetsOnlyWhatOthersPushOut() {
        RoundState state = NEW;
        List<StandingSample> standing = List.of();
        double most = 0;
        for (int e = 0; e < 12; e++) {
            RoundResult r = epoch(state, e < 6 ? fresh(e) : List.of(), standing);
            state = r.after();
            standing = r.standing();
            most = Math.max(most, state.items().mass());
        }
        double full = state.items().mass();
        for (int e = 0; e < 20; e++) {
            state = epoch(state, List.of(), List.of()).after();
        }
        assertThat(most).isGreaterThan(20);
        assertThat(state.items().mass()).as("twenty epochs of silence").isEqualTo(full);
    }

    private static List<SampleRow> fresh(int epoch) {
        Random random = new Random(epoch);
        List<SampleRow> out = new ArrayList<>();
        for (int v = 0; v < 10; v++) {
            out.add(Crowd.randomRow("e" + epoch + "-" + v, 1, random));
        }
        return out;
    }

    @Test
    void withdraw_standingSample_leavesAStateThatNeverKnewIt() {
        List<SampleRow> all = rows(20, 3);
        List<StandingSample> standing = epoch(NEW, all, List.of()).standing();
        RoundState start = epoch(NEW, List.of(), List.of()).after();
        EpochState with = new EpochState(start, Crowd.SETTINGS);
        standing.forEach(with::stand);
        with.withdraw(new ViewerId("v3"), Set.of(ContributionKind.SAMPLE), 1);
        EpochState without = new EpochState(start, Crowd.SETTINGS);
        standing.stream().filter(s -> !s.row().viewer().value().equals("v3")).forEach(without::stand);
        assertThat(end(with).after()).isEqualTo(end(without).after());
        assertThat(end(with).standing()).isEqualTo(end(without).standing()).hasSize(19);
    }

    private static RoundResult end(EpochState epoch) {
        return epoch.decide(
                new RoundConditions(Crowd.CATALOGUE, true, Crowd.START.plusSeconds(60)), new SplittableRandom(1));
    }

    // The log may hold a sample twice, and a newer one before the older that stands: only numbers tell.
    @Property(tries = 50)
    void decide_anyOrderOfStandingNewAndWithdrawn_isTheSame(
            @ForAll long seed, @ForAll @IntRange(min = 4, max = 20) int n) {
        List<StandingSample> standing =
                rows(n, 5).stream().map(r -> new StandingSample(r, 0)).toList();
        RoundState start = epoch(NEW, List.of(), List.of()).after();
        SampleRow newer = Crowd.row("v1", 2, "m1", "m2");
        List<java.util.function.Consumer<EpochState>> steps = new ArrayList<>();
        standing.forEach(s -> steps.add(e -> e.stand(s)));
        standing.subList(0, 2).forEach(s -> steps.add(e -> e.stand(s)));
        steps.add(e -> e.add(newer));
        steps.add(e -> e.withdraw(new ViewerId("v2"), Set.of(ContributionKind.SAMPLE), 1));
        EpochState inOrder = new EpochState(start, Crowd.SETTINGS);
        steps.forEach(s -> s.accept(inOrder));
        Collections.shuffle(steps, new Random(seed));
        EpochState shuffled = new EpochState(start, Crowd.SETTINGS);
        steps.forEach(s -> s.accept(shuffled));
        RoundResult a = end(inOrder);
        RoundResult b = end(shuffled);
        assertThat(b.after()).isEqualTo(a.after());
        assertThat(b.decisions()).isEqualTo(a.decisions());
        assertThat(b.standing()).isEqualTo(a.standing()).hasSize(n - 1);
        assertThat(a.decisions())
                .singleElement()
                .satisfies(d -> assertThat(d.seq()).isEqualTo(2));
    }

    // A failed commit leaves the sample of the running epoch in the log twice: as it came, and as one that stands.
    @Test
    void stand_sampleOfTheRunningEpoch_isDecidedAllTheSame() {
        SampleRow row = rows(1, 1).getFirst();
        EpochState epoch = new EpochState(NEW, Crowd.SETTINGS);
        epoch.stand(new StandingSample(row, 0));
        epoch.add(row);
        epoch.stand(new StandingSample(row, 0));
        assertThat(end(epoch).decisions()).hasSize(1);
        assertThat(end(epoch).report().rows()).isEqualTo(1);
    }
}

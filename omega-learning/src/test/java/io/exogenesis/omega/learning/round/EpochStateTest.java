package io.exogenesis.omega.learning.round;

import static io.exogenesis.omega.learning.round.Crowd.CATALOGUE;
import static io.exogenesis.omega.learning.round.Crowd.SETTINGS;
import static io.exogenesis.omega.learning.round.Crowd.START;
import static io.exogenesis.omega.learning.round.Crowd.near;
import static io.exogenesis.omega.learning.round.Crowd.vote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.round.Decision.Outcome;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PatternOutcome;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochStateTest {
    private static final RoundState NEW = RoundState.initial(SETTINGS);
    private static final Set<ContributionKind> PATTERNS = Set.of(ContributionKind.PATTERN);

    private static EpochState fresh() {
        return new EpochState(NEW, SETTINGS);
    }

    private static RoundConditions at(long seconds) {
        return new RoundConditions(CATALOGUE, false, START.plusSeconds(seconds));
    }

    private static RoundConditions end(long seconds) {
        return new RoundConditions(CATALOGUE, true, START.plusSeconds(seconds));
    }

    private static RoundResult decide(EpochState epoch, RoundConditions conditions) {
        return epoch.decide(conditions, new Random(1));
    }

    private static RoundResult round(EpochState epoch, RoundConditions conditions) {
        RoundResult r = decide(epoch, conditions);
        epoch.commit(r);
        return r;
    }

    private static void crowd(EpochState epoch, int taste, int from, int to) {
        for (int v = from; v < to; v++) {
            epoch.add(vote("c" + v, taste + 1, near(taste, .97, new Random(taste * 1_000L + v))));
        }
    }

    // However an epoch is cut into rounds, its bank is that of one round over all of it.
    @Property(tries = 10)
    void decide_anyPartitionWithWithdrawals_bankIsThatOfOneRound(@ForAll long seed) {
        Random random = new Random(seed);
        List<PatternVote> votes = new ArrayList<>();
        List<SampleRow> rows = new ArrayList<>();
        for (int v = 0; v < 40; v++) {
            votes.add(vote("v" + v, 1, near(v % 3, .9, random)));
            votes.add(vote("v" + v, 2, near(3 + random.nextInt(4), .85, random)));
            rows.add(Crowd.randomRow("v" + v, 3, random));
        }
        Collections.shuffle(votes, random);
        EpochState epoch = fresh();
        for (int at = 0; at < votes.size(); ) {
            for (int k = 1 + random.nextInt(30); k > 0 && at < votes.size(); k--, at++) {
                epoch.add(votes.get(at));
            }
            if (random.nextBoolean()) {
                round(epoch, at(60));
            }
        }
        rows.forEach(epoch::add);
        epoch.withdraw(new ViewerId("v7"), Set.of(ContributionKind.PATTERN, ContributionKind.SAMPLE), 9);
        votes.removeIf(v -> v.viewer().value().equals("v7"));
        rows.removeIf(r -> r.viewer().value().equals("v7"));
        RoundResult last = round(epoch, at(60));
        RoundResult once = Round.run(NEW, Crowd.input(votes, rows, false, 60), SETTINGS, new Random(2));
        assertThat(bank(last)).containsExactlyInAnyOrderElementsOf(bank(once));
        assertThat(last.report().votes()).isEqualTo(once.report().votes());
        assertThat(last.report().viewers()).isEqualTo(once.report().viewers());
        assertThat(last.report().clusters()).isEqualTo(once.report().clusters());
        assertThat(last.report().admitted()).isEqualTo(once.report().admitted());
        assertThat(last.report().waiting()).isEqualTo(once.report().waiting());
    }

    /** Without ids and versions. */
    private static List<List<Object>> bank(RoundResult r) {
        return r.after().published().stream()
                .map(TrackedPattern::pattern)
                .<List<Object>>map(p -> List.of(p.embedding(), p.supporters(), p.reputationMass(), p.context()))
                .toList();
    }

    @Test
    void decide_nothingNew_nothingListedAndCountsOfTheWholeEpoch() {
        EpochState epoch = fresh();
        crowd(epoch, 0, 0, 5);
        crowd(epoch, 1, 0, 2);
        round(epoch, at(60));
        RoundResult again = round(epoch, at(61));
        assertThat(again.decisions()).isEmpty();
        assertThat(again.bankChanged()).isFalse();
        assertThat(again.report().votes()).isEqualTo(7);
        assertThat(again.report().admitted()).isEqualTo(5);
        assertThat(again.report().waiting()).isEqualTo(2);
        assertThat(again.report().clusters()).isEqualTo(2);
    }

    @Test
    void decide_oneMoreVote_onlyItIsListedAndOnlyItsGroupDecided() {
        EpochState epoch = fresh();
        crowd(epoch, 0, 0, 5);
        crowd(epoch, 1, 0, 5);
        round(epoch, at(60));
        crowd(epoch, 0, 5, 6);
        RoundResult r = round(epoch, at(61));
        assertThat(r.decisions())
                .singleElement()
                .satisfies(d -> assertThat(d.viewer().value()).isEqualTo("c5"));
        assertThat(r.upserts())
                .singleElement()
                .satisfies(p -> assertThat(p.supporters()).isEqualTo(6));
        assertThat(r.report().decisions()).hasSize(1);
    }

    // The commit failed: nothing of it may be missing in the next round.
    @Test
    void decide_withoutCommit_sameDecisionsAgain() {
        EpochState epoch = fresh();
        crowd(epoch, 0, 0, 4);
        RoundResult lost = decide(epoch, at(60));
        RoundResult again = round(epoch, at(60));
        assertThat(again.decisions()).isEqualTo(lost.decisions());
        assertThat(again.after()).isEqualTo(lost.after());
        assertThatThrownBy(() -> epoch.commit(lost)).isInstanceOf(LearningException.class);
    }

    @Test
    void add_betweenDecideAndCommit_isInTheNextRound() {
        EpochState epoch = fresh();
        crowd(epoch, 0, 0, 3);
        RoundResult first = decide(epoch, at(60));
        crowd(epoch, 0, 3, 4);
        epoch.commit(first);
        assertThat(round(epoch, at(61)).decisions()).hasSize(1);
    }

    @Test
    void add_betweenLastDecideAndCommit_isInTheNextEpoch() {
        EpochState epoch = fresh();
        crowd(epoch, 0, 0, 3);
        RoundResult last = decide(epoch, end(60));
        crowd(epoch, 0, 3, 4);
        epoch.commit(last);
        RoundResult next = round(epoch, at(61));
        assertThat(next.report().epoch()).isEqualTo(1);
        assertThat(next.decisions()).singleElement().satisfies(d -> {
            assertThat(d.outcome()).isEqualTo(Outcome.ADMITTED);
            assertThat(d.reason()).contains("3 of them since earlier epochs");
        });
    }

    @Test
    void add_sameAgain_changesNothing() {
        EpochState epoch = fresh();
        crowd(epoch, 0, 0, 3);
        crowd(epoch, 0, 0, 3);
        assertThat(round(epoch, at(60)).report().votes()).isEqualTo(3);
    }

    // Nothing arrives, but time passes.
    @Test
    void decide_votingWindowCloses_decidedAlthoughNothingIsNew() {
        EpochState epoch = fresh();
        crowd(epoch, 0, 0, 4);
        assertThat(round(epoch, at(10)).upserts()).isEmpty();
        assertThat(round(epoch, at(29)).upserts()).isEmpty();
        RoundResult r = round(epoch, at(30));
        assertThat(r.upserts()).hasSize(1);
        assertThat(r.decisions())
                .hasSize(4)
                .allSatisfy(d -> assertThat(d.outcome()).isEqualTo(Outcome.ADMITTED));
        assertThat(round(epoch, at(31)).decisions()).isEmpty();
    }

    @Test
    void add_newerVersion_replacesAndExpiresTheFormerOnce() {
        EpochState epoch = fresh();
        PatternVote old = vote("a", 1, near(0, .97, new Random(1)));
        ExogenesisPattern p = old.pattern();
        epoch.add(old);
        round(epoch, at(60));
        epoch.add(new PatternVote(
                old.viewer(),
                old.pseudonym(),
                2,
                new ExogenesisPattern(
                        p.id(), p.taskType(), Embedding.of(near(1, .97, new Random(2))), .9, 3, p.context(), START),
                .5,
                START));
        RoundResult r = round(epoch, at(61));
        assertThat(r.decisions()).hasSize(2).anySatisfy(d -> {
            assertThat(d.seq()).isEqualTo(1);
            assertThat(d.outcome()).isEqualTo(Outcome.EXPIRED);
        });
        assertThat(r.report().clusters()).isEqualTo(1);
        assertThat(round(epoch, at(62)).decisions()).isEmpty();
    }

    /** Would catch an epoch that keeps every version that somebody sends, round after round, until memory ends. */
    @Test
    void add_newerVersionsInManyRounds_onlyTheNewestAreHeld_andWithdrawnOnesAreCountedOff() {
        EpochState epoch = fresh();
        PatternVote first = vote("a", 1, near(0, .97, new Random(1)));
        ExogenesisPattern p = first.pattern();
        for (int version = 0; version < 6; version++) {
            epoch.add(new PatternVote(first.viewer(), first.pseudonym(), 2L * version + 1, p, 1, START));
            epoch.add(Crowd.randomRow("a", 2L * version + 2, new Random(version)));
            RoundResult r = round(epoch, at(60 + version));
            assertThat(epoch.held()).isEqualTo(2);
            assertThat(r.report().expired()).isEqualTo(2 * version);
        }
        epoch.add(new PatternVote(first.viewer(), first.pseudonym(), 3, p, 1, START));
        assertThat(round(epoch, at(70)).decisions()).isEmpty();
        epoch.withdraw(first.viewer(), Set.of(ContributionKind.PATTERN, ContributionKind.SAMPLE), Long.MAX_VALUE);
        RoundResult after = round(epoch, at(71));
        assertThat(epoch.held()).isZero();
        assertThat(after.report().expired()).isZero();
        assertThat(after.report().votes()).isZero();
    }

    @Test
    void withdraw_oneOfThree_patternGoesAndOthersWait() {
        EpochState epoch = fresh();
        crowd(epoch, 0, 0, 3);
        crowd(epoch, 1, 0, 3);
        PatternId gone = idOf(round(epoch, at(60)), 0);
        epoch.withdraw(new ViewerId("c0"), PATTERNS, 1);
        RoundResult r = round(epoch, at(61));
        assertThat(r.removals()).containsExactly(gone);
        assertThat(r.decisions())
                .hasSize(2)
                .allSatisfy(d -> assertThat(d.outcome()).isEqualTo(Outcome.WAITING));
        assertThat(r.report().votes()).isEqualTo(5);
    }

    private static PatternId idOf(RoundResult r, int taste) {
        return r.upserts().stream()
                .filter(p -> p.embedding().cosine(Embedding.of(Crowd.taste(taste))) > .9)
                .map(ConsolidatedPattern::id)
                .findFirst()
                .orElseThrow();
    }

    // A compaction of the log may write an entry again behind its withdrawal.
    @Test
    void withdraw_entryComesBehind_isNotTaken() {
        EpochState epoch = fresh();
        epoch.withdraw(new ViewerId("c0"), PATTERNS, 1);
        crowd(epoch, 0, 0, 3);
        assertThat(round(epoch, at(60)).report().votes()).isEqualTo(2);
    }

    // The only twin takes its sample back: the other has a vote again.
    @Test
    void withdraw_sampleOfATwin_votesCountAgain() {
        EpochState epoch = fresh();
        epoch.add(vote("a", 1, Crowd.taste(0)));
        epoch.add(vote("b", 1, Crowd.taste(0)));
        epoch.add(vote("c", 1, near(0, .97, new Random(1))));
        epoch.add(Crowd.row("a", 2, "m1", "m2", "m3"));
        epoch.add(Crowd.row("b", 2, "m1", "m2", "m3"));
        assertThat(round(epoch, at(60)).upserts()).isEmpty();
        epoch.withdraw(new ViewerId("b"), Set.of(ContributionKind.SAMPLE), 2);
        assertThat(round(epoch, at(61)).upserts()).hasSize(1);
    }

    // A juror reports while nobody votes: its jury goes on.
    @Test
    void decide_jurorReports_itsPatternIsHeard() {
        EpochState epoch = fresh();
        crowd(epoch, 0, 0, 3);
        for (int j = 0; j < 40; j++) {
            epoch.add(outcome("j" + j, 1, List.of()));
        }
        PatternId id = round(epoch, end(60)).upserts().getFirst().id();
        TrackedPattern tracked = epoch.state().epochStart().getFirst();
        assertThat(tracked.trial().seats()).isNotEmpty();
        round(epoch, at(61));
        Map<String, String> jurors = new HashMap<>();
        tracked.trial().seats().keySet().forEach(p -> jurors.put(p, p.substring(1)));
        int showings = tracked.trial().plan().orElseThrow().showings();
        jurors.forEach((pseudonym, name) ->
                epoch.add(outcome(name, 2, List.of(new PatternOutcome(id, Math.min(100, showings), 0)))));
        RoundResult r = round(epoch, at(62));
        assertThat(r.upserts().stream().anyMatch(p -> p.dissent() > 0)
                        || r.removals().contains(id))
                .isTrue();
    }

    private static OutcomeRow outcome(String viewer, long seq, List<PatternOutcome> patterns) {
        return new OutcomeRow(
                new ViewerId(viewer),
                "~" + viewer,
                seq,
                new Outcomes(List.of(new ItemOutcome(new MediaId("m1"), 20, 3)), patterns),
                .5);
    }

    // A restart in the middle of an epoch: the model that is published is the one that was, and ids stay.
    @Test
    void decide_afterRestart_publishesNothingAnew() {
        EpochState epoch = fresh();
        Random random = new Random(8);
        List<SampleRow> rows = new ArrayList<>();
        for (int v = 0; v < 12; v++) {
            rows.add(Crowd.randomRow("v" + v, 1, random));
        }
        rows.forEach(epoch::add);
        crowd(epoch, 0, 0, 5);
        RoundResult before = round(epoch, at(60));
        assertThat(before.itemModel()).isPresent();
        EpochState again = new EpochState(RoundState.decode(epoch.state().encode()), SETTINGS);
        crowd(again, 0, 0, 5);
        rows.reversed().forEach(again::add);
        RoundResult after = round(again, at(61));
        assertThat(after.itemModel()).isEmpty();
        assertThat(after.bankChanged()).isFalse();
        assertThat(after.after().published()).isEqualTo(before.after().published());
        assertThat(after.decisions()).containsExactlyInAnyOrderElementsOf(before.decisions());
    }

    /** Sixty-four places is what one viewer has in an epoch: wherever it puts them, the others' round costs a tenth more at most. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void decide_besideOneThatFillsItsPlaces_comparesATenthMoreAtMost(boolean inTheMidstOfThem) {
        long[] work = new long[2];
        for (int flooded = 0; flooded < 2; flooded++) {
            EpochState epoch = fresh();
            Random random = new Random(3);
            for (int v = 0; v < 3_000; v++) {
                epoch.add(vote("v" + v, 1, near(v % 50, .9, random)));
            }
            for (int p = 0; flooded == 1 && p < 64; p++) {
                epoch.add(vote("flood", p + 1, near(inTheMidstOfThem ? 7 : 100 + p, .9, random)));
            }
            round(epoch, at(60));
            work[flooded] = epoch.work();
        }
        assertThat(work[1]).isBetween(work[0], work[0] * 110 / 100);
    }

    @Test
    void decide_oneInAHundredNew_costsAFraction() {
        EpochState epoch = fresh();
        Random random = new Random(3);
        for (int v = 0; v < 3_000; v++) {
            epoch.add(vote("v" + v, 1, near(v % 50, .9, random)));
        }
        round(epoch, at(60));
        long scratch = epoch.work();
        for (int v = 0; v < 30; v++) {
            epoch.add(vote("w" + v, 1, near(v % 50, .9, random)));
        }
        round(epoch, at(61));
        assertThat(epoch.work() - scratch).isLessThan(scratch / 5);
    }
}

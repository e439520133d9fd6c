package io.exogenesis.omega.learning.round;

import static io.exogenesis.omega.learning.round.Crowd.SETTINGS;
import static io.exogenesis.omega.learning.round.Crowd.input;
import static io.exogenesis.omega.learning.round.Crowd.near;
import static io.exogenesis.omega.learning.round.Crowd.row;
import static io.exogenesis.omega.learning.round.Crowd.taste;
import static io.exogenesis.omega.learning.round.Crowd.vote;
import static io.exogenesis.omega.learning.round.Crowd.votes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.item.ItemMemory;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.round.Decision.Outcome;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RoundTest {
    private static final RoundState NEW = RoundState.initial(SETTINGS);

    private static RoundResult run(RoundState state, RoundInput in) {
        return Round.run(state, in, SETTINGS, new Random(1));
    }

    @Test
    void run_nothing_changesNothing() {
        RoundResult r = run(NEW, votes(List.of()));
        assertThat(r.bankChanged()).isFalse();
        assertThat(r.decisions()).isEmpty();
        assertThat(r.itemModel()).isEmpty();
        assertThat(r.after().round()).isEqualTo(1);
    }

    @Test
    void run_threeDistinctViewers_enterOnProbationWithReason() {
        RoundResult r = run(NEW, votes(crowd(0, 3)));
        ConsolidatedPattern p = r.upserts().getFirst();
        assertThat(p.supporters()).isEqualTo(3);
        assertThat(p.admission()).isEqualTo(Admission.PROBATION);
        assertThat(p.reputationMass()).isCloseTo(1.5, within(1e-9));
        assertThat(p.context().genres()).containsExactly("Drama");
        assertThat(p.embedding().cosine(Embedding.of(taste(0)))).isGreaterThan(.97f);
        assertThat(r.decisions()).hasSize(3).allSatisfy(d -> {
            assertThat(d.outcome()).isEqualTo(Outcome.ADMITTED);
            assertThat(d.pattern()).hasValue(p.id());
            assertThat(d.reason()).contains("on probation").contains("no jury");
        });
        assertThat(r.report().decisions()).singleElement().satisfies(d -> {
            assertThat(d.supporters()).isEqualTo(3);
            assertThat(d.outcome()).isEqualTo(ClusterDecision.Outcome.PROBATION);
            assertThat(d.rule()).isEqualTo("omega");
            assertThat(d.changed()).isTrue();
        });
    }

    // The specification's pseudo-code counts patterns: one viewer could fill the bank alone.
    @Test
    void run_manyPatternsOfOneViewer_areOneVote() {
        List<PatternVote> votes = new ArrayList<>();
        Random random = new Random(3);
        for (int k = 0; k < 20; k++) {
            votes.add(vote("a", k + 1, near(0, .97, random)));
        }
        votes.add(vote("b", 1, near(0, .97, random)));
        RoundResult r = run(NEW, votes(votes));
        assertThat(r.upserts()).isEmpty();
        assertThat(r.decisions())
                .hasSize(21)
                .allSatisfy(d -> assertThat(d.outcome()).isEqualTo(Outcome.WAITING));
        assertThat(r.decisions().getFirst().reason()).contains("2 of 3");
    }

    @Property(tries = 25)
    void run_duplicatesOfOneViewer_doNotMoveTheMedian(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int copies) {
        Random random = new Random(seed);
        List<PatternVote> plain = new ArrayList<>(crowd(0, 4));
        float[] own = near(0, .9, random);
        plain.add(vote("z", 1, own));
        List<PatternVote> stuffed = new ArrayList<>(plain);
        for (int k = 0; k < copies; k++) {
            stuffed.add(vote("z", k + 2, own));
        }
        assertThat(run(NEW, votes(stuffed)).upserts().getFirst().embedding())
                .isEqualTo(run(NEW, votes(plain)).upserts().getFirst().embedding());
    }

    @Property(tries = 8)
    void run_sameInputInAnyOrder_sameResult(@ForAll long seed) {
        Random random = new Random(seed);
        List<PatternVote> votes = new ArrayList<>();
        List<SampleRow> rows = new ArrayList<>();
        for (int v = 0; v < 15; v++) {
            votes.add(vote("v" + v, 1, near(v % 3, .93, random)));
            votes.add(vote("v" + v, 2, near(3 + random.nextInt(3), .85, random)));
            rows.add(Crowd.randomRow("v" + v, 3, random));
        }
        RoundResult first = run(NEW, input(votes, rows, true, 60));
        Collections.shuffle(votes, random);
        Collections.shuffle(rows, random);
        RoundResult second = run(NEW, input(votes, rows, true, 60));
        assertThat(second.upserts()).isEqualTo(first.upserts());
        assertThat(second.after()).isEqualTo(first.after());
        assertThat(second.decisions()).containsExactlyInAnyOrderElementsOf(first.decisions());
        assertThat(bytes(second)).isEqualTo(bytes(first));
    }

    private static byte[] bytes(RoundResult r) {
        return r.itemModel().map(ItemModel::toWire).orElseThrow().toByteArray();
    }

    // A third of liars that all say the same, inside the gate: the centre moves, but not to them.
    @Property(tries = 25)
    void run_aThirdOfLiars_centreStaysWithTheOthers(@ForAll long seed) {
        Random random = new Random(seed);
        List<PatternVote> votes = new ArrayList<>();
        float[] lie = near(0, .85, random);
        for (int v = 0; v < 30; v++) {
            votes.add(vote("v" + v, 1, v < 10 ? lie : near(0, .95, random)));
        }
        Embedding centre = run(NEW, votes(votes)).upserts().getFirst().embedding();
        assertThat(Math.toDegrees(Math.acos(Math.min(1, centre.cosine(Embedding.of(taste(0)))))))
                .isLessThan(13.4);
    }

    @Test
    void run_tenThousandIdenticalPatterns_onePattern() {
        List<PatternVote> votes = new ArrayList<>();
        for (int v = 0; v < 10_000; v++) {
            votes.add(vote("v" + v, 1, taste(5)));
        }
        RoundResult r = run(NEW, votes(votes));
        assertThat(r.upserts()).singleElement().satisfies(p -> {
            assertThat(p.supporters()).isEqualTo(10_000);
            assertThat(p.embedding().cosine(Embedding.of(taste(5)))).isGreaterThan(.999f);
        });
    }

    @Test
    void run_withinTheVotingWindow_waitsAndSaysUntilWhen() {
        RoundResult r = run(NEW, input(crowd(0, 5), List.of(), false, 10));
        assertThat(r.upserts()).isEmpty();
        assertThat(r.decisions()).allSatisfy(d -> assertThat(d.reason()).contains("2026-01-01T12:00:30Z"));
        assertThat(run(r.after(), input(crowd(0, 5), List.of(), false, 30)).upserts())
                .hasSize(1);
    }

    @Test
    void run_endOfEpoch_whatWaitsExpires() {
        RoundResult r = run(NEW, input(crowd(0, 2), List.of(), true, 60));
        assertThat(r.decisions()).allSatisfy(d -> {
            assertThat(d.outcome()).isEqualTo(Outcome.EXPIRED);
            assertThat(d.reason()).contains("2 of 3");
        });
        assertThat(r.after().epoch()).isEqualTo(1);
    }

    @Test
    void run_moreVotesForTheSameTaste_keepItsId() {
        RoundResult first = run(NEW, votes(join(crowd(0, 4), crowd(1, 4))));
        RoundResult second = run(first.after(), votes(join(crowd(0, 12), crowd(1, 4))));
        assertThat(ids(second.after())).isEqualTo(ids(first.after()));
        // the one that did not change is not sent again
        assertThat(second.upserts())
                .singleElement()
                .satisfies(p -> assertThat(p.supporters()).isEqualTo(12));
        assertThat(second.removals()).isEmpty();
    }

    // Consent withdrawn within the epoch: the raw votes are gone, so is what stood on them.
    @Test
    void run_votesWithdrawn_patternIsRemoved() {
        RoundResult first = run(NEW, votes(crowd(0, 3)));
        RoundResult second = run(first.after(), votes(crowd(0, 2)));
        assertThat(second.removals()).isEqualTo(ids(first.after()));
        assertThat(second.after().published()).isEmpty();
    }

    @Test
    void run_nextEpoch_earlierSupportersStillCountUntilTheyExpire() {
        RoundState state = run(NEW, input(crowd(0, 3), List.of(), true, 60)).after();
        RoundResult later = run(state, votes(List.of(vote("new", 1, taste(0)))));
        assertThat(later.upserts())
                .singleElement()
                .satisfies(p -> assertThat(p.supporters()).isEqualTo(4));
        assertThat(later.decisions()).singleElement().satisfies(d -> {
            assertThat(d.outcome()).isEqualTo(Outcome.ADMITTED);
            assertThat(d.reason()).contains("3 of them since earlier epochs");
        });
        for (int epoch = 0; epoch < 3; epoch++) {
            state = run(state, input(List.of(), List.of(), true, 60)).after();
        }
        assertThat(state.published()).hasSize(1);
        RoundResult last = run(state, votes(List.of()));
        assertThat(last.removals()).hasSize(1);
    }

    @Test
    void run_newerVersionOfAPattern_replacesTheOlder() {
        PatternVote old = vote("a", 1, taste(0));
        PatternVote fresh = new PatternVote(
                old.viewer(),
                old.pseudonym(),
                2,
                new io.exogenesis.omega.model.ExogenesisPattern(
                        old.pattern().id(),
                        old.pattern().taskType(),
                        Embedding.of(taste(1)),
                        .9,
                        3,
                        old.pattern().context(),
                        Crowd.START),
                .5,
                Crowd.START);
        RoundResult r = run(NEW, votes(List.of(old, fresh)));
        assertThat(r.decisions()).anySatisfy(d -> {
            assertThat(d.seq()).isEqualTo(1);
            assertThat(d.outcome()).isEqualTo(Outcome.EXPIRED);
            assertThat(d.reason()).contains("newer version");
        });
    }

    @Test
    void run_viewerWithoutReputation_isRefused() {
        RoundResult r = run(NEW, votes(List.of(vote("a", 1, taste(0), Crowd.START, 0))));
        assertThat(r.decisions())
                .singleElement()
                .satisfies(d -> assertThat(d.outcome()).isEqualTo(Outcome.REFUSED));
    }

    // Two devices with the same taste to the third digit and the same titles are taken for one voice.
    @Test
    void run_twinsWithTheSameSample_shareAVote() {
        List<PatternVote> votes =
                List.of(vote("a", 1, taste(0)), vote("b", 1, taste(0)), vote("c", 1, near(0, .97, new Random(1))));
        List<SampleRow> rows = List.of(row("a", 2, "m1", "m2", "m3"), row("b", 2, "m1", "m2", "m3"), row("c", 2, "m7"));
        assertThat(run(NEW, input(votes, rows, false, 60)).upserts()).isEmpty();
        assertThat(run(NEW, input(votes, rows.subList(0, 1), false, 60)).upserts())
                .hasSize(1);
    }

    @Test
    void run_titlesBelowThreeSupporters_areNowhereInModelOrMemory() {
        List<SampleRow> rows = List.of(
                row("a", 1, "m1", "m2"), row("b", 1, "m1", "m3"), row("c", 1, "m1", "m2"), row("d", 1, "unknown"));
        RoundResult r = run(NEW, input(List.of(), rows, true, 60));
        ItemModel model = r.itemModel().orElseThrow();
        assertThat(model.support(model.rowOf(new MediaId("m1")))).isEqualTo(3);
        assertThat(model.support(model.rowOf(new MediaId("m2")))).isZero();
        RoundState old = run(NEW, input(List.of(), List.of(), true, 60)).after();
        for (int epoch = 1; epoch < Crowd.SETTINGS.items().lease(); epoch++) {
            old = run(old, input(List.of(), List.of(), true, 60)).after();
        }
        RoundState memory = run(
                        old,
                        input(List.of(), List.of(), true, 60)
                                .standing(rows.stream()
                                        .map(row -> new StandingSample(row, 0))
                                        .toList()))
                .after();
        assertThat(memory.items().support().keySet()).containsExactly(new MediaId("m1"));
        assertThat(memory.items().sketch().titles()).containsExactly(new MediaId("m1"));
        assertThat(r.decisions()).anySatisfy(d -> {
            assertThat(d.viewer().value()).isEqualTo("d");
            assertThat(d.outcome()).isEqualTo(Outcome.REFUSED);
        });
    }

    @Test
    void run_sameRowsAgain_publishesNoNewModel() {
        Random random = new Random(8);
        List<SampleRow> rows = new ArrayList<>();
        for (int v = 0; v < 12; v++) {
            rows.add(Crowd.randomRow("v" + v, 1, random));
        }
        RoundResult first = run(NEW, input(List.of(), rows, false, 60));
        assertThat(first.itemModel()).isPresent();
        RoundResult second = run(first.after(), input(List.of(), rows, false, 60));
        assertThat(second.itemModel()).isEmpty();
        rows.set(0, Crowd.randomRow("v0", 2, random));
        assertThat(run(second.after(), input(List.of(), rows, false, 60)).itemModel())
                .isPresent();
    }

    @Test
    void encode_decode_isEqual() {
        Random random = new Random(2);
        List<SampleRow> rows = new ArrayList<>();
        for (int v = 0; v < 20; v++) {
            rows.add(Crowd.randomRow("v" + v, 9, random));
        }
        RoundState state =
                run(NEW, input(join(crowd(0, 5), crowd(1, 3)), rows, true, 60)).after();
        state = run(state, input(crowd(2, 4), rows, false, 60)).after();
        RoundState again = RoundState.decode(state.encode());
        assertThat(again).isEqualTo(state);
        assertThat(run(again, votes(crowd(0, 7))).after())
                .isEqualTo(run(state, votes(crowd(0, 7))).after());
    }

    // A Core of version 2 counted a viewer once an epoch: read as it is, its past would outweigh the present many times
    // over.
    @Test
    void decode_version2_memoryCountsEachViewerOnce() {
        RoundResult end =
                run(NEW, input(List.of(), List.of(row("a", 1, "m1"), row("b", 1, "m1"), row("c", 1, "m1")), true, 60));
        ItemMemory fourTimes = new ItemMemory(
                end.after().items().sketch(),
                new TreeMap<>(Map.of(new MediaId("m1"), 12.0)),
                end.after().items().pairs(),
                12,
                3);
        RoundState old = new RoundState(
                1, 1, List.of(), List.of(), fourTimes, new long[0], end.after().defence());
        byte[] bytes = old.encode();
        assertThat(RoundState.decode(bytes).items().mass()).isEqualTo(12);
        ByteBuffer version2 = ByteBuffer.wrap(bytes).putInt(4, 2);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        version2.putInt(bytes.length - 4, (int) crc.getValue());
        ItemMemory read = RoundState.decode(bytes).items();
        assertThat(read.mass()).isEqualTo(3);
        assertThat(read.support()).containsExactly(Map.entry(new MediaId("m1"), 3.0));
    }

    @Property(tries = 60)
    void decode_damagedBytes_isRefused(
            @ForAll @IntRange(min = 0, max = 10_000) int at, @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] bytes = run(NEW, input(crowd(0, 5), List.of(), true, 60)).after().encode();
        bytes[at % bytes.length] ^= (byte) change;
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> RoundState.decode(bytes))
                .isInstanceOf(io.exogenesis.omega.learning.LearningException.class);
    }

    /** Viewers c0, c1, … whose patterns lie around one taste. */
    private static List<PatternVote> crowd(int taste, int viewers) {
        Random random = new Random(taste);
        List<PatternVote> out = new ArrayList<>();
        for (int v = 0; v < viewers; v++) {
            out.add(vote("c" + v, taste + 1, near(taste, .97, random)));
        }
        return out;
    }

    private static <T> List<T> join(List<T> a, List<T> b) {
        List<T> out = new ArrayList<>(a);
        out.addAll(b);
        return out;
    }

    private static List<PatternId> ids(RoundState state) {
        return state.published().stream().map(t -> t.pattern().id()).toList();
    }
}

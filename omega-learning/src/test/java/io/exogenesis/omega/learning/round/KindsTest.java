package io.exogenesis.omega.learning.round;

import static io.exogenesis.omega.learning.round.Crowd.CATALOGUE;
import static io.exogenesis.omega.learning.round.Crowd.SETTINGS;
import static io.exogenesis.omega.learning.round.Crowd.START;
import static io.exogenesis.omega.learning.round.Crowd.near;
import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternOutcome;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The specification's four kinds of pattern in the Core: each goes the whole way alone, and none meets another. */
class KindsTest {
    private static final PatternContext EVENING =
            PatternContext.of(List.of("Drama")).withTimeOfDay("evening").withApproach("binge");

    private static PatternVote vote(TaskType kind, String viewer, long seq, float[] v) {
        PatternVote plain = Crowd.vote(viewer, seq, v);
        ExogenesisPattern p = plain.pattern();
        ExogenesisPattern typed =
                new ExogenesisPattern(p.id(), kind, p.embedding(), p.successRate(), p.items(), EVENING, p.timestamp());
        return new PatternVote(plain.viewer(), plain.pseudonym(), seq, typed, plain.reputation(), plain.receivedAt());
    }

    private static RoundResult run(List<PatternVote> votes) {
        return Round.run(RoundState.initial(SETTINGS), Crowd.votes(votes), SETTINGS, new Random(1));
    }

    // Clusters by place alone would let two evening habits and a taste become one pattern with three supporters.
    @Property(tries = 40)
    void run_allKindsAtOnePlace_eachIsCountedAlone(@ForAll long seed) {
        Random random = new Random(seed);
        Map<TaskType, Integer> viewers = new EnumMap<>(TaskType.class);
        List<PatternVote> votes = new ArrayList<>();
        for (TaskType kind : TaskType.values()) {
            int n = random.nextInt(6);
            viewers.put(kind, n);
            for (int v = 0; v < n; v++) {
                votes.add(vote(kind, "v" + v, kind.ordinal() + 1, near(0, .97, random)));
            }
        }
        RoundResult r = run(votes);
        assertThat(r.upserts())
                .hasSize((int) viewers.values().stream().filter(n -> n >= 3).count());
        assertThat(r.upserts()).allSatisfy(p -> assertThat(p.supporters()).isEqualTo(viewers.get(p.taskType())));
        Map<Object, TaskType> kinds = new java.util.HashMap<>();
        r.upserts().forEach(p -> kinds.put(p.id(), p.taskType()));
        r.decisions()
                .forEach(d -> d.pattern()
                        .ifPresent(id -> assertThat(kinds.get(id)).isEqualTo(TaskType.values()[(int) d.seq() - 1])));
    }

    // A pattern of the bank must not take the id of another kind that lies where it does, however many viewers they
    // share.
    @Property(tries = 20)
    void run_sameViewersSayAnotherKind_theyMakeAnotherPattern(@ForAll long seed) {
        Random random = new Random(seed);
        List<PatternVote> first = new ArrayList<>();
        List<PatternVote> second = new ArrayList<>();
        for (int v = 0; v < 5; v++) {
            first.add(vote(TaskType.PREFERENCE, "v" + v, 1, near(0, .97, random)));
            second.add(vote(TaskType.BEHAVIOR, "v" + v, 2, near(0, .97, random)));
        }
        RoundResult before = Round.run(
                RoundState.initial(SETTINGS), Crowd.input(first, List.of(), true, 60), SETTINGS, new Random(1));
        RoundResult after = Round.run(before.after(), Crowd.input(second, List.of(), true, 120), SETTINGS, random);
        assertThat(after.upserts())
                .filteredOn(p -> p.taskType() == TaskType.BEHAVIOR)
                .singleElement()
                .satisfies(p -> assertThat(p.id())
                        .isNotEqualTo(before.upserts().getFirst().id()));
    }

    // Twins share a vote in every kind: a copied device must not count twice as a habit either.
    @ParameterizedTest
    @EnumSource(TaskType.class)
    void run_twinsOfAnyKind_shareAVote(TaskType kind) {
        EpochState epoch = fresh();
        epoch.add(vote(kind, "a", 1, Crowd.taste(0)));
        epoch.add(vote(kind, "b", 1, Crowd.taste(0)));
        epoch.add(vote(kind, "c", 1, near(0, .97, new Random(1))));
        epoch.add(Crowd.row("a", 2, "m1", "m2", "m3"));
        epoch.add(Crowd.row("b", 2, "m1", "m2", "m3"));
        assertThat(round(epoch, false, 60).upserts()).isEmpty();
    }

    // Every kind needs three viewers and a jury, and is admitted by what the jury saw.
    @ParameterizedTest
    @EnumSource(TaskType.class)
    void decide_threeViewersAndAJury_admitTheKind(TaskType kind) {
        EpochState epoch = fresh();
        for (int v = 0; v < 3; v++) {
            epoch.add(vote(kind, "c" + v, 1, near(0, .97, new Random(v))));
        }
        for (int j = 0; j < 60; j++) {
            epoch.add(report("j" + j, 1, List.of()));
        }
        ConsolidatedPattern entered = round(epoch, true, 60).upserts().getFirst();
        assertThat(entered.taskType()).isEqualTo(kind);
        assertThat(entered.admission()).isEqualTo(Admission.PROBATION);
        round(epoch, false, 61);
        TrackedPattern tracked = epoch.state().epochStart().getFirst();
        int showings = Math.min(100, tracked.trial().plan().orElseThrow().showings());
        tracked.trial()
                .seats()
                .keySet()
                .forEach(juror -> epoch.add(
                        report(juror.substring(1), 2, List.of(new PatternOutcome(entered.id(), showings, showings)))));
        assertThat(round(epoch, false, 62).upserts()).singleElement().satisfies(p -> {
            assertThat(p.admission()).isEqualTo(Admission.ADMITTED);
            assertThat(p.taskType()).isEqualTo(kind);
        });
    }

    // When and how three people watch would be readable by all: LEARNING §2 asks for twenty.
    @Test
    void run_timeOfDayAndManner_areReleasedFromTwentyViewersOn() {
        assertThat(contextOf(19)).satisfies(c -> {
            assertThat(c.genres()).containsExactly("Drama");
            assertThat(c.timeOfDay()).isEmpty();
            assertThat(c.approach()).isEmpty();
        });
        assertThat(contextOf(20)).isEqualTo(EVENING);
    }

    private static PatternContext contextOf(int viewers) {
        List<PatternVote> votes = new ArrayList<>();
        for (int v = 0; v < viewers; v++) {
            votes.add(vote(TaskType.BEHAVIOR, "v" + v, 1, near(0, .97, new Random(v))));
        }
        return run(votes).upserts().getFirst().context();
    }

    // The Core forgets nothing of a kind over a restart.
    @Test
    void state_writtenAndRead_keepsTheApproach() throws Exception {
        List<PatternVote> votes = new ArrayList<>();
        for (int v = 0; v < 20; v++) {
            votes.add(vote(TaskType.BEHAVIOR, "v" + v, 1, near(0, .97, new Random(v))));
        }
        RoundState state = run(votes).after();
        assertThat(RoundState.decode(state.encode())).isEqualTo(state);
    }

    // A Core that was updated reads what it wrote before patterns had an approach.
    @Test
    void read_formWithoutApproach_isTheSamePattern() throws Exception {
        TrackedPattern tracked = run(List.of(
                        vote(TaskType.DISCOVERY, "a", 1, Crowd.taste(0)),
                        vote(TaskType.DISCOVERY, "b", 1, Crowd.taste(0)),
                        vote(TaskType.DISCOVERY, "c", 1, Crowd.taste(0))))
                .after()
                .published()
                .getFirst();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TrackedPatterns.write(List.of(tracked), new DataOutputStream(bytes));
        ConsolidatedPattern p = tracked.pattern();
        int beforeApproach = 8
                + 2
                + p.id().value().length()
                + 2
                + "DISCOVERY".length()
                + 384
                + 4
                + 8
                + 4
                + 2
                + "Drama".length()
                + 2
                + 2;
        ByteArrayOutputStream old = new ByteArrayOutputStream();
        new DataOutputStream(old).writeInt(-2);
        old.write(bytes.toByteArray(), 4, beforeApproach - 4);
        old.write(bytes.toByteArray(), beforeApproach + 2, bytes.size() - beforeApproach - 2);
        assertThat(TrackedPatterns.read(new DataInputStream(new ByteArrayInputStream(old.toByteArray()))))
                .containsExactly(tracked);
    }

    private static EpochState fresh() {
        return new EpochState(RoundState.initial(SETTINGS), SETTINGS);
    }

    private static RoundResult round(EpochState epoch, boolean end, long seconds) {
        RoundResult r = epoch.decide(new RoundConditions(CATALOGUE, end, START.plusSeconds(seconds)), new Random(1));
        epoch.commit(r);
        return r;
    }

    private static OutcomeRow report(String viewer, long seq, List<PatternOutcome> patterns) {
        return new OutcomeRow(
                new ViewerId(viewer),
                "~" + viewer,
                seq,
                new Outcomes(List.of(new ItemOutcome(new MediaId("m1"), 20, 3)), patterns),
                .5);
    }
}

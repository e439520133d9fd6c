package io.exogenesis.omega.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.lab.baseline.Planted;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProtocolTest {
    /** Times collide and titles come again: where a split goes wrong first. */
    private static Dataset random(long seed) {
        Random random = new Random(seed);
        List<ViewerHistory> viewers = new ArrayList<>();
        for (int v = 0; v < 12; v++) {
            List<RatingEvent> events = new ArrayList<>();
            for (int k = random.nextInt(30); k > 0; k--) {
                events.add(new RatingEvent(random.nextInt(25), 1 + random.nextInt(5), random.nextInt(40)));
            }
            events.sort(Comparator.comparingLong(RatingEvent::epochSecond).thenComparingInt(RatingEvent::item));
            viewers.add(new ViewerHistory("v" + v, events));
        }
        return new Dataset("random", Planted.items(25), viewers, true);
    }

    /** The one thing a protocol must never do: let a model see what comes at or after what it is asked for. */
    @Property(tries = 200)
    void split_anyProtocol_nothingLaterReachesAModel(@ForAll long seed, @ForAll Protocol protocol) {
        Dataset data = random(seed);
        Split split = protocol.split(data);
        assertThat(split.cases()).hasSameSizeAs(data.viewers());
        for (Split s : List.of(split, split.validation())) {
            for (int v = 0; v < s.cases().size(); v++) {
                Case c = s.cases().get(v);
                List<RatingEvent> events = s.source().viewers().get(v).events();
                assertThat(c.known()).isEqualTo(events.subList(0, c.known().size()));
                assertThat(c.train()).isEqualTo(events.subList(0, c.train().size()));
                assertThat(c.train().size()).isLessThanOrEqualTo(c.known().size());
                List<Integer> later = events.subList(c.known().size(), events.size()).stream()
                        .filter(RatingEvent::liked)
                        .map(RatingEvent::item)
                        .toList();
                assertThat(later).containsAll(c.targets());
                assertThat(c.targets()).noneMatch(c.seen()::get).doesNotHaveDuplicates();
            }
        }
    }

    /** Under GLOBAL the clock is one for all: the newest training event of anybody is older than any target. */
    @Property(tries = 100)
    void global_anybodysTraining_isOlderThanEverybodysLaterEvents(@ForAll long seed) {
        Split split = Protocol.GLOBAL.split(random(seed));
        long newest = split.cases().stream()
                .flatMap(c -> c.train().stream())
                .mapToLong(RatingEvent::epochSecond)
                .max()
                .orElse(Long.MIN_VALUE);
        for (int v = 0; v < split.cases().size(); v++) {
            Case c = split.cases().get(v);
            split.source().viewers().get(v).events().stream()
                    .skip(c.train().size())
                    .forEach(e -> assertThat(e.epochSecond()).isGreaterThan(newest));
        }
    }

    /** Settings chosen on what is tested are a defect: the validation's source is the test's training part. */
    @Property(tries = 50)
    void validation_source_isTheTrainingPart(@ForAll long seed, @ForAll Protocol protocol) {
        Split split = protocol.split(random(seed));
        List<List<RatingEvent>> known = split.validation().source().viewers().stream()
                .map(ViewerHistory::events)
                .toList();
        assertThat(known).isEqualTo(split.cases().stream().map(Case::train).toList());
    }

    @Property(tries = 50)
    void rolling_kthLast_holdsOutThatOne(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int k) {
        Dataset data = random(seed);
        Split split = Protocol.rolling(data, k);
        for (int v = 0; v < data.viewers().size(); v++) {
            Case c = split.cases().get(v);
            if (c.tested()) {
                List<RatingEvent> rest = data.viewers()
                        .get(v)
                        .events()
                        .subList(
                                c.known().size(), data.viewers().get(v).events().size());
                assertThat(rest.getFirst().item()).isEqualTo(c.targets().getFirst());
                assertThat(rest.stream().filter(RatingEvent::liked).count()).isEqualTo(k);
                assertThat(c.known().stream().filter(RatingEvent::liked).count())
                        .isGreaterThanOrEqualTo(4);
            }
        }
    }

    /** Half of the later events go to the agent, half are asked for, and the model gets neither. */
    @Test
    void global_tenLaterEvents_handComputed() {
        List<RatingEvent> old = new ArrayList<>();
        for (int k = 0; k < 40; k++) {
            old.add(new RatingEvent(k % 20, 4, k));
        }
        List<RatingEvent> late = new ArrayList<>();
        for (int k = 0; k < 10; k++) {
            late.add(new RatingEvent(k, k == 7 ? 1 : 5, 100 + k));
        }
        Dataset data = new Dataset(
                "t", Planted.items(25), List.of(new ViewerHistory("a", old), new ViewerHistory("b", late)), true);
        Case b = Protocol.GLOBAL.split(data).cases().get(1);
        assertThat(b.train()).isEmpty();
        assertThat(b.known()).isEqualTo(late.subList(0, 5));
        assertThat(b.targets()).containsExactly(5, 6, 8, 9);
    }

    @Test
    void loo99_lowRatings_arePositivesToo() {
        List<RatingEvent> events = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            events.add(new RatingEvent(k, 1, k));
        }
        Dataset data = new Dataset("t", Planted.items(9), List.of(new ViewerHistory("a", events)), true);
        assertThat(Protocol.LOO99.split(data).cases().getFirst().targets()).containsExactly(5);
        assertThat(Protocol.LAST.split(data).tested()).isEmpty();
    }
}

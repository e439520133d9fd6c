package io.exogenesis.omega.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.relay.Fate.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FateTest {
    private static final int MANY = 100_000;
    private static final long MILLI = 1_000_000;

    private static List<Fate.Decision> decisions(Link link, long seed, int n) {
        Fate fate = new Fate(new Random(seed));
        List<Fate.Decision> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(fate.decide(link, 1_200, i * MILLI / 10));
        }
        return all;
    }

    private static long count(List<Fate.Decision> all, Kind kind) {
        return all.stream().filter(d -> d.kind() == kind).count();
    }

    @Test
    void decide_loss_isTheShare_andTheSameForTheSameSeed() {
        Link link = Link.ofRoundTrip(Duration.ofMillis(50)).withLoss(.02);
        List<Fate.Decision> all = decisions(link, 7, MANY);

        // five standard deviations of a binomial: 5 · √(.02 · .98 / 100,000) = .0022
        assertThat((double) count(all, Kind.LOST) / MANY).isEqualTo(.02, within(.0022));
        assertThat(decisions(link, 7, MANY)).isEqualTo(all);
        assertThat(decisions(link, 8, MANY)).isNotEqualTo(all);
    }

    @Test
    void decide_delay_isHalfOfTheRoundTrip_onTheClockThatIsGiven() {
        List<Fate.Decision> all = decisions(Link.ofRoundTrip(Duration.ofMillis(100)), 1, 100);

        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).due()).isEqualTo(i * MILLI / 10 + 50 * MILLI);
        }
    }

    /** Would catch a jitter that shuffles a stream: reordering is a condition of its own. */
    @Test
    void decide_jitterAlone_staysWithinItsRange_andKeepsTheOrder() {
        List<Fate.Decision> all =
                decisions(Link.ofRoundTrip(Duration.ofMillis(20)).withJitter(Duration.ofMillis(5)), 3, MANY);

        assertThat(all).extracting(Fate.Decision::due).isSorted();
        for (int i = 0; i < MANY; i++) {
            assertThat(all.get(i).due() - i * MILLI / 10).isBetween(10 * MILLI, 15 * MILLI);
        }
    }

    @Test
    void decide_reordering_letsThoseBehindOvertake() {
        List<Fate.Decision> all =
                decisions(Link.ofRoundTrip(Duration.ofMillis(20)).withReordering(.1), 3, MANY);

        assertThat((double) count(all, Kind.REORDERED) / MANY).isEqualTo(.1, within(.005));
        int overtaken = 0;
        for (int i = 0; i + 1 < MANY; i++) {
            overtaken += all.get(i).due() > all.get(i + 1).due() ? 1 : 0;
        }
        // each one but those in front of another that is held as well
        assertThat((double) overtaken / MANY).isEqualTo(.1 * .9, within(.005));
    }

    @Test
    void decide_longerThanTheLimit_isDropped() {
        Fate fate = new Fate(new Random(1));
        Link link = Link.PERFECT.withMaxBytes(1_232);

        assertThat(fate.decide(link, 1_232, 0).kind()).isEqualTo(Kind.FORWARDED);
        assertThat(fate.decide(link, 1_233, 0).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    /** Would catch draws that depend on earlier outcomes: then one condition more would make two runs incomparable. */
    @Test
    void decide_oneConditionMore_losesTheSameDatagrams() {
        Link lossy = Link.PERFECT.withLoss(.1);
        List<Integer> few = lost(decisions(lossy, 5, 1_000));

        assertThat(few).isNotEmpty();
        assertThat(lost(decisions(lossy.withReordering(.3).withJitter(Duration.ofMillis(2)), 5, 1_000)))
                .isEqualTo(few);
    }

    private static List<Integer> lost(List<Fate.Decision> all) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).kind() == Kind.LOST) {
                numbers.add(i);
            }
        }
        return numbers;
    }
}

package io.exogenesis.omega.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever fails, nothing that was acknowledged is lost or counted twice, and all banks are alike. */
class SeedsTest {
    /** Some fifty seconds of two cores; {@code ./omega lab dst} runs as many as one likes. */
    private static final int SEEDS = 2000;
    /** One in so many is run again. */
    private static final int AGAIN = 50;

    @BeforeAll
    static void begin() {
        Quiet.logs();
    }

    @Test
    void run_manySeeds_everythingHolds() {
        List<Outcome> outcomes = new ArrayList<>();
        Seeds.run(1, SEEDS, outcomes::add);
        assertThat(outcomes).hasSize(SEEDS);
        assertThat(outcomes.stream()
                        .flatMap(o -> o.failure().stream()
                                .map(f -> "seed " + o.seed() + ", " + f.line() + "\n" + String.join("\n", o.story()))))
                .isEmpty();
        // else it would hold since nothing happens
        assertThat(perSeed(outcomes, Outcome::crashes)).isGreaterThan(1);
        assertThat(perSeed(outcomes, Outcome::powerLosses)).isGreaterThan(.5);
        assertThat(perSeed(outcomes, Outcome::contributions)).isGreaterThan(15);
        assertThat(perSeed(outcomes, Outcome::rounds)).isGreaterThan(2);
        assertThat(perSeed(outcomes, Outcome::bankVersion)).isGreaterThan(2);
        assertThat(perSeed(outcomes, Outcome::removals)).isGreaterThan(.3);

        // beside others, and in another order than the first time
        List<Outcome> again = outcomes.stream()
                .filter(o -> o.seed() % AGAIN == 0)
                .map(o -> Seeds.run(o.seed()))
                .toList();
        assertThat(outcomes).containsAll(again);
    }

    private static double perSeed(List<Outcome> outcomes, ToLongFunction<Outcome> count) {
        return outcomes.stream().mapToLong(count).average().orElseThrow();
    }
}

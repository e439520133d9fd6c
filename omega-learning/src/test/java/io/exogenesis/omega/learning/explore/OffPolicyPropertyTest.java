package io.exogenesis.omega.learning.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Logs of a world whose truth is known: what the judged policy really earns is a sum. */
class OffPolicyPropertyTest {
    private static final OffPolicyIps IPS = new OffPolicyIps();
    private static final OffPolicySnips SNIPS = new OffPolicySnips();

    /** Arms with success rates, a policy in use and one to be judged. */
    private record World(double[] rates, double[] used, double[] judged) {
        static World of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int arms = 2 + random.nextInt(5);
            double[] rates = random.doubles(arms).toArray();
            return new World(rates, policy(arms, .1, random), policy(arms, 0, random));
        }

        private static double[] policy(int arms, double floor, SplittableRandom random) {
            double[] p = random.doubles(arms, floor, 1).toArray();
            double sum = java.util.Arrays.stream(p).sum();
            return java.util.Arrays.stream(p).map(x -> x / sum).toArray();
        }

        double truth() {
            double sum = 0;
            for (int a = 0; a < rates.length; a++) {
                sum += judged[a] * rates[a];
            }
            return sum;
        }

        List<LoggedChoice> log(int n, SplittableRandom random) {
            List<LoggedChoice> log = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                double at = random.nextDouble();
                int arm = 0;
                while (arm < used.length - 1 && at >= used[arm]) {
                    at -= used[arm++];
                }
                log.add(new LoggedChoice(used[arm], judged[arm], random.nextDouble() < rates[arm] ? 1 : 0));
            }
            return log;
        }
    }

    // The mean over many logs is the truth within four standard errors of that mean: a biased estimator fails here.
    @Property(tries = 30)
    void value_overManyLogs_isUnbiased(@ForAll long seed) {
        World world = World.of(seed);
        SplittableRandom random = new SplittableRandom(seed + 1);
        int logs = 400;
        double ips = 0;
        double squares = 0;
        double snips = 0;
        for (int i = 0; i < logs; i++) {
            List<LoggedChoice> log = world.log(200, random);
            double value = IPS.value(log);
            ips += value / logs;
            squares += value * value / logs;
            snips += SNIPS.value(log) / logs;
        }
        double error = Math.sqrt(Math.max(squares - ips * ips, 0) / logs);
        assertThat(ips).isCloseTo(world.truth(), within(5 * error + 1e-9));
        // biased by O(1/n) only
        assertThat(snips).isCloseTo(world.truth(), within(5 * error + .02));
    }

    // An interval that is far too narrow, or that does not move with the data, covers the truth too seldom.
    @Example
    void estimate_manyWorlds_intervalCoversTheTruth() {
        int covered = 0;
        for (int seed = 0; seed < 200; seed++) {
            World world = World.of(seed);
            SplittableRandom random = new SplittableRandom(1_000 + seed);
            OffPolicyEstimate e = SNIPS.estimate(world.log(400, random), 200, random);
            covered += e.low() <= world.truth() && world.truth() <= e.high() ? 1 : 0;
            assertThat(e.value()).isBetween(e.low() - 1e-9, e.high() + 1e-9);
            assertThat(e.effectiveSamples()).isBetween(1., 400 + 1e-9);
        }
        assertThat(covered).isBetween(170, 200);
    }

    @Property(tries = 50)
    void estimate_policyInUseItself_isTheMeanAndAllSamplesCount(@ForAll long seed) {
        World world = World.of(seed);
        World same = new World(world.rates(), world.used(), world.used());
        List<LoggedChoice> log = same.log(100, new SplittableRandom(seed));
        double mean = log.stream().mapToDouble(LoggedChoice::reward).average().orElseThrow();
        OffPolicyEstimate e = IPS.estimate(log, 50, new SplittableRandom(seed));
        assertThat(e.value()).isCloseTo(mean, within(1e-9));
        assertThat(SNIPS.value(log)).isCloseTo(mean, within(1e-9));
        assertThat(e.effectiveSamples()).isCloseTo(100, within(1e-6));
    }

    // A log without any choice of the judged policy says nothing, and must say so.
    @Example
    void estimate_nothingInCommon_isNotANumberOrZero() {
        List<LoggedChoice> log = List.of(new LoggedChoice(.5, 0, 1), new LoggedChoice(.5, 0, 0));
        assertThat(SNIPS.estimate(log, 10, new SplittableRandom(1)).value()).isNaN();
        assertThat(IPS.value(log)).isZero();
        assertThat(IPS.estimate(log, 10, new SplittableRandom(1)).effectiveSamples())
                .isZero();
        assertThat(IPS.estimate(List.of(), 10, new SplittableRandom(1)).value()).isNaN();
    }
}

package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.core.Jurors;
import io.exogenesis.omega.lab.core.LabCore;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.learning.round.TrackedPattern;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes the liars of an attack run: each has the blurred sample and the tastes of some honest viewer as its cover. */
final class Liars {
    /** Share of a cover's titles that are exchanged: enough that the cover is nobody's twin. */
    private static final double BLUR = .2;

    /** Begins the id of each. */
    static final String PREFIX = "liar-";

    private Liars() {}

    /** @param epoch whose samples are the covers */
    static List<Liar> of(World world, Market market, double fraction, long seed, int epoch) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x11a5L);
        int n = count(world.honest().size(), fraction);
        List<Liar> out = new ArrayList<>(n);
        while (out.size() < n) {
            int model = random.nextInt(world.honest().size());
            Optional<TasteSample> sample = world.sample(model, epoch);
            if (sample.isPresent()) {
                ViewerId id = new ViewerId(PREFIX + out.size());
                List<io.exogenesis.omega.model.ExogenesisPattern> patterns = new ArrayList<>();
                for (var p : world.honest().get(model).patterns()) {
                    patterns.add(Tastes.named(Directions.jittered(p, .05, random), id + "-" + patterns.size()));
                }
                out.add(new Liar(
                        out.size(),
                        id,
                        Rows.blurred(sample.get(), BLUR, market, random),
                        patterns,
                        random.nextDouble() < World.COHORT));
            }
        }
        return out;
    }

    /** So many that they are {@code fraction} of all viewers. */
    static int count(int honest, double fraction) {
        return (int) Math.round(honest * fraction / (1 - fraction));
    }

    /**
     * Whether a pattern would not be there without the liars: fewer honest viewers stand behind it than a pattern needs. Where
     * more do, liars who hold the same taste, or claim to, do not make it worse for those to whom it is shown.
     */
    static boolean planted(TrackedPattern t) {
        long liars = t.supporters().keySet().stream()
                .filter(s -> s.startsWith(LabCore.pseudonym(new ViewerId(PREFIX))))
                .count();
        return t.supporters().size() - liars < RoundSettings.DEFAULT.minVoters();
    }

    /** The jury on patterns: honest members of the audit cohort, and liars in it. */
    static Jurors jurors(World world, List<Liar> liars, long seed) {
        List<ViewerId> cohort = new ArrayList<>();
        world.judged().stream()
                .filter(world::inCohort)
                .forEach(v -> cohort.add(world.honest().get(v).id()));
        liars.stream().filter(Liar::audited).forEach(l -> cohort.add(l.id()));
        return new Jurors(cohort, Liars::planted, seed);
    }
}

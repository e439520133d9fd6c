package io.exogenesis.omega.lab.simulate;

import io.exogenesis.omega.lab.bench.Tastes;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.PushPatterns;
import java.time.Instant;
import java.util.Random;

/**
 * What viewers push. A contribution follows from viewer and number alone, so that an outbox is two numbers and what is sent again is the
 * same. A viewer has four patterns, which move a little with each push, as those of an agent do.
 */
final class Pushes {
    /** Patterns of a viewer, and of a push. */
    static final int PATTERNS = 4;

    private static final int TASTES = 200;
    /** Of each taste: as many places as a pattern moves between. */
    private static final int PLACES = 8;

    private static final double CLOSE = .9;
    private static final Instant MADE = Instant.parse("2026-01-01T12:00:00Z");

    private final Embedding[] honest = new Embedding[TASTES * PLACES];
    private final Embedding madeUp;
    private final int liars;

    /** @param liars viewers 0 to {@code liars} − 1 push one made-up taste */
    Pushes(long seed, int liars) {
        Tastes tastes = new Tastes(new Random(seed), TASTES);
        for (int t = 0; t < TASTES; t++) {
            for (int p = 0; p < PLACES; p++) {
                honest[t * PLACES + p] = tastes.near(t, CLOSE);
            }
        }
        this.madeUp = tastes.alone();
        this.liars = liars;
    }

    /** The contributions {@code from} to {@code to}, both included, of a viewer. */
    PushPatterns of(int viewer, long from, long to) {
        PushPatterns.Builder push = PushPatterns.newBuilder();
        for (long seq = from; seq <= to; seq++) {
            push.addContributions(
                    WireCodec.toWire(new Contribution(seq, new Contribution.OfPattern(pattern(viewer, seq)))));
        }
        return push.build();
    }

    private ExogenesisPattern pattern(int viewer, long seq) {
        int which = (int) ((seq - 1) % PATTERNS);
        // neighbours in number share no tastes
        int taste = Math.floorMod((viewer * PATTERNS + which) * 2_654_435_761L, TASTES);
        int place = (int) ((seq - 1) / PATTERNS % PLACES);
        boolean lies = viewer < liars;
        return new ExogenesisPattern(
                new PatternId("sim-" + viewer + "-" + which),
                TaskType.PREFERENCE,
                lies ? madeUp : honest[taste * PLACES + place],
                lies ? 1 : .9,
                5,
                PatternContext.NONE,
                MADE);
    }
}

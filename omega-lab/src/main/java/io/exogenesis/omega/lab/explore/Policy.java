package io.exogenesis.omega.lab.explore;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A way to choose a genre that can be judged without having been in use. */
enum Policy {
    /** What is shown without exploration: the genre whose title has the best score. */
    BEST_SCORE("best score") {
        @Override
        double[] probabilities(Choices choices) {
            return surely(choices, a -> choices.scores()[a]);
        }
    },

    /** The genre that the history praises most. */
    BEST_GENRE("best genre") {
        @Override
        double[] probabilities(Choices choices) {
            return surely(choices, a -> choices.arms().get(a).mean());
        }
    },

    /** Every genre alike. */
    ANY_GENRE("any genre") {
        @Override
        double[] probabilities(Choices choices) {
            double[] out = new double[choices.arms().size()];
            java.util.Arrays.fill(out, 1.0 / out.length);
            return out;
        }
    };

    private final String label;

    Policy(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** One for each arm; their sum is 1. */
    abstract double[] probabilities(Choices choices);

    private static double[] surely(Choices choices, ToDoubleFunction<Integer> by) {
        double[] out = new double[choices.arms().size()];
        int best = IntStream.range(0, out.length)
                .boxed()
                .max(java.util.Comparator.comparingDouble(by).thenComparing(java.util.Comparator.reverseOrder()))
                .orElseThrow();
        out[best] = 1;
        return out;
    }
}

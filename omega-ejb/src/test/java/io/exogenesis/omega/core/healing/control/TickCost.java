package io.exogenesis.omega.core.healing.control;

import java.time.Duration;
import java.util.Arrays;

/** Prints what one tick of the controller costs, in a calm and in a storm. Run by hand: see docs/healing.md. */
final class TickCost {
    private static final int TICKS = 3_000;

    private TickCost() {}

    public static void main(String[] args) {
        // The first two are the compiler's.
        for (int run = 0; run < 3; run++) {
            ModelPredictiveController controller = new ModelPredictiveController(
                    Tuning.of(Duration.ofSeconds(30), Duration.ofSeconds(60)), LinearModel.prior());
            QueueingPlant plant = new QueueingPlant(1);
            System.out.println("calm:  " + cost(controller, plant, .8));
            System.out.println("storm: " + cost(controller, plant, 2.5));
        }
    }

    private static String cost(ModelPredictiveController controller, QueueingPlant plant, double load) {
        long[] nanos = new long[TICKS];
        double[] inputs = new double[Input.COUNT];
        for (int k = 0; k < TICKS; k++) {
            double[] state = plant.tick(load, inputs).state();
            long began = System.nanoTime();
            inputs = controller.tick(state).inputs();
            nanos[k] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return "median %d µs, 99 %% within %d µs".formatted(nanos[TICKS / 2] / 1_000, nanos[TICKS * 99 / 100] / 1_000);
    }
}

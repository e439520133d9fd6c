package io.exogenesis.omega.lab.heal;

import io.exogenesis.omega.lab.heal.fault.FaultClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A fault to be injected.
 *
 * @param number from 1, in the order in which they are injected
 * @param seed of its parameters, and of the load beside it
 */
record PlannedFault(int number, FaultClass kind, long seed) {
    /** So many faults, spread evenly over the classes: each row of all classes in a random order, then the next. */
    static List<PlannedFault> plan(List<FaultClass> classes, int faults, long seed) {
        Random random = new Random(seed);
        List<PlannedFault> out = new ArrayList<>();
        while (out.size() < faults) {
            List<FaultClass> row = new ArrayList<>(classes);
            Collections.shuffle(row, random);
            for (FaultClass kind : row) {
                if (out.size() < faults) {
                    out.add(new PlannedFault(out.size() + 1, kind, random.nextLong()));
                }
            }
        }
        return List.copyOf(out);
    }
}

package io.exogenesis.omega.lab.simulate;

import io.exogenesis.omega.wire.v1.Refusal;
import java.util.Map;
import java.util.TreeMap;

/** Which refusals viewers were answered with: the first of each sync, since those behind a refused CONNECT follow from it. Safe for concurrent use. */
final class Refusals {
    private final Map<String, Long> counts = new TreeMap<>();

    synchronized void count(Refusal.Code code) {
        counts.merge(code.name(), 1L, Long::sum);
    }

    /** By name of the code. */
    synchronized Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    /** The ramp is over. */
    synchronized void forget() {
        counts.clear();
    }
}

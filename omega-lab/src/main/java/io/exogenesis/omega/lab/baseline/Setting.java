package io.exogenesis.omega.lab.baseline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** Named hyper-parameters of one trial. */
public record Setting(SequencedMap<String, Double> values) {
    /** For a baseline that has nothing to tune. */
    public static final Setting NONE = new Setting(new LinkedHashMap<>());
    /** A half-life that no history reaches: everything counts the same. */
    public static final double FOR_EVER = Double.POSITIVE_INFINITY;

    public Setting {
        values = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /** @throws IllegalArgumentException if there is no such parameter */
    public double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter " + name + " among " + values.keySet());
        }
        return value;
    }

    double getOr(String name, double otherwise) {
        Double value = values.get(name);
        return value == null ? otherwise : value;
    }

    /** Every setting of this list with every value of one more parameter. */
    static List<Setting> times(List<Setting> grid, String name, double... choices) {
        List<Setting> out = new ArrayList<>();
        for (Setting s : grid) {
            for (double choice : choices) {
                SequencedMap<String, Double> more = new LinkedHashMap<>(s.values);
                more.put(name, choice);
                out.add(new Setting(more));
            }
        }
        return out;
    }

    /** {@code name=value, name=value}; empty if there is nothing to tune. */
    @Override
    public String toString() {
        List<String> out = new ArrayList<>();
        for (Map.Entry<String, Double> e : values.entrySet()) {
            double v = e.getValue();
            String text = Double.isInfinite(v)
                    ? "none"
                    : v == Math.rint(v) ? String.format(Locale.ROOT, "%.0f", v) : String.valueOf(v);
            out.add(e.getKey() + "=" + text);
        }
        return String.join(", ", out);
    }
}

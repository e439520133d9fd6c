package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.TaskType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The four kinds of pattern in the words of an owner, who decides whether they may leave. */
public final class KindsInWords {
    private KindsInWords() {}

    /** What a pattern of this kind tells of its owner. */
    public static String of(TaskType kind) {
        return switch (kind) {
            case PREFERENCE -> "what you like";
            case BEHAVIOR -> "when and how you watch";
            case DISCOVERY -> "what your searches and explored places brought";
            case RECOMMENDATION -> "which way of recommending works for you";
        };
    }

    /** How many patterns there are of each kind, by the kind's name in lower case; all four kinds, in one order. */
    public static Map<String, Integer> counts(Collection<ExogenesisPattern> patterns) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (TaskType kind : TaskType.values()) {
            long n = patterns.stream().filter(p -> p.taskType() == kind).count();
            counts.put(kind.name().toLowerCase(Locale.ROOT), (int) n);
        }
        return counts;
    }
}

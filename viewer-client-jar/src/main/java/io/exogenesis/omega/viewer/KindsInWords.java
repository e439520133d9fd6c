package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.Contribution;
import io.exogenesis.omega.wire.v1.PushPatterns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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

    /**
     * What these messages say, one line a pattern; nothing for contributions of other kinds.
     *
     * @param messages as {@link ViewerAgent#whatWouldLeave} gives them
     */
    public static List<String> of(List<PushPatterns> messages) {
        List<String> lines = new ArrayList<>();
        for (PushPatterns push : messages) {
            push.getContributionsList().stream()
                    .filter(Contribution::hasPattern)
                    .map(c -> line(c.getPattern()))
                    .forEach(lines::add);
        }
        return List.copyOf(lines);
    }

    private static String line(io.exogenesis.omega.wire.v1.ExogenesisPattern message) {
        try {
            ExogenesisPattern p = WireCodec.fromWire(message);
            StringBuilder line =
                    new StringBuilder("A pattern of " + of(p.taskType()) + ", from " + p.items() + " titles");
            p.context().timeOfDay().ifPresent(time -> line.append(", ").append(time));
            p.context().approach().ifPresent(approach -> line.append(", ").append(approach));
            if (!p.context().genres().isEmpty()) {
                line.append(": ").append(String.join(", ", p.context().genres()));
            }
            return line.toString();
        } catch (MalformedMessageException e) {
            throw new ViewerException("a pattern of the outbox cannot be read: " + e.getMessage(), e);
        }
    }
}

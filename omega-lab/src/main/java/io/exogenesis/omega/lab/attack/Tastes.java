package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.core.Device;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Patterns as an agent would contribute them: learned by {@link Device}, past the quality gate. */
public final class Tastes {
    private Tastes() {}

    static List<ExogenesisPattern> of(
            ViewerId viewer, List<RatingEvent> events, Dataset data, ContentSpace content, RandomGenerator random) {
        return new Device(data.items(), content).patterns(viewer.value(), events, random);
    }

    private static ExogenesisPattern pattern(String id, float[] v, double success, int items, List<String> genres) {
        return new ExogenesisPattern(
                new PatternId(id),
                TaskType.PREFERENCE,
                Embedding.of(v),
                success,
                items,
                PatternContext.of(genres),
                Instant.EPOCH);
    }

    /** A pattern at another place that claims a success of its own; length does not matter, it is normalised. */
    public static ExogenesisPattern moved(ExogenesisPattern p, float[] to, double success) {
        return new ExogenesisPattern(
                p.id(), p.taskType(), Embedding.of(to), success, p.items(), p.context(), p.timestamp());
    }

    /** A pattern under another id. */
    public static ExogenesisPattern named(ExogenesisPattern p, String id) {
        return new ExogenesisPattern(
                new PatternId(id), p.taskType(), p.embedding(), p.successRate(), p.items(), p.context(), p.timestamp());
    }

    /** A pattern of one's own making. */
    public static ExogenesisPattern forged(String id, float[] v, List<String> genres) {
        return pattern(id, v, .95, 12, genres);
    }
}

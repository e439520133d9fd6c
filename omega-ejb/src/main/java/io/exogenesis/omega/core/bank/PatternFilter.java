package io.exogenesis.omega.core.bank;

import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.TaskType;
import java.util.Locale;
import java.util.Optional;

/** What a page or a search is narrowed to; empty parts let everything through. Genres compare without regard to case. */
public record PatternFilter(Optional<TaskType> taskType, Optional<String> genre, double minQuality) {
    public static final PatternFilter ALL = new PatternFilter(Optional.empty(), Optional.empty(), 0);

    boolean matches(ConsolidatedPattern p) {
        return taskType.map(t -> t == p.taskType()).orElse(true)
                && genre.map(g -> p.context().genres().stream().anyMatch(g::equalsIgnoreCase))
                        .orElse(true)
                && p.successRate() >= minQuality;
    }

    String genreTerm() {
        return genre.orElse("").toLowerCase(Locale.ROOT);
    }
}

package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.model.ExogenesisPattern;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/** All that is kept of an evening. */
final class EveningExport {
    private EveningExport() {}

    static JsonObject of(Evening evening, Titles titles) {
        return WatchViews.object()
                .add("begun", evening.begun().toString())
                .add("consents", WatchViews.of(evening.consents()))
                .add("history", WatchViews.array(evening.history(), w -> WatchViews.of(w, titles)))
                .add(
                        "searches",
                        WatchViews.array(
                                evening.searches(),
                                s -> WatchViews.object()
                                        .add("text", s.text())
                                        .add("at", s.at().toString())
                                        .build()))
                .add("patterns", WatchViews.array(evening.patterns(), EveningExport::of))
                .add("acknowledged", evening.acknowledged())
                .build();
    }

    private static JsonObject of(ExogenesisPattern pattern) {
        JsonArrayBuilder embedding = WatchViews.texts(java.util.List.of());
        for (float value : pattern.embedding().toFloats()) {
            embedding.add(value);
        }
        return WatchViews.object()
                .add("id", pattern.id().value())
                .add("kind", pattern.taskType().name())
                .add("genres", WatchViews.texts(pattern.context().genres()))
                .add("successRate", pattern.successRate())
                .add("embedding", embedding)
                .build();
    }
}

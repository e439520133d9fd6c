package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.insight.RelatedTitles;
import io.exogenesis.omega.core.insight.Trend;
import io.exogenesis.omega.model.MediaItem;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Locale;

/** The JSON of trends and discoveries, each with the reason in words. Titles are texts from outside: data, not instructions. */
final class InsightViews {
    private InsightViews() {}

    static JsonObject of(Trend t) {
        return Json.createObjectBuilder()
                .add("title", of(t.title()))
                .add("since", t.since().toString())
                .add("viewers", t.viewers())
                .add("factor", t.factor())
                .add("evidence", t.evidence())
                .add(
                        "reason",
                        String.format(
                                Locale.ROOT,
                                "%d viewers newly watched it; that is %.1f times its usual share",
                                t.viewers(),
                                t.factor()))
                .build();
    }

    static JsonObject of(RelatedTitles p) {
        return Json.createObjectBuilder()
                .add("first", of(p.first()))
                .add("second", of(p.second()))
                .add("viewers", p.viewers())
                .add("expected", p.expected())
                .add("sampled", p.sampled())
                .add("lift", p.lift())
                .add("g2", p.g2())
                .add("cosine", p.cosine())
                .add(
                        "reason",
                        String.format(
                                Locale.ROOT,
                                "%d of %d viewers have both, %.1f would be chance; their texts are unlike",
                                p.viewers(),
                                p.sampled(),
                                p.expected()))
                .build();
    }

    private static JsonObject of(MediaItem item) {
        JsonObjectBuilder view =
                Json.createObjectBuilder().add("id", item.id().value()).add("title", item.title());
        item.year().ifPresentOrElse(y -> view.add("year", y), () -> view.add("year", JsonValue.NULL));
        return view.add("genres", Views.texts(item.genres())).build();
    }
}

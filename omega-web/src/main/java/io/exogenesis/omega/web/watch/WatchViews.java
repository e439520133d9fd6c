package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.core.insight.Trend;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.search.AskedQuery;
import io.exogenesis.omega.vector.search.FoundTitle;
import io.exogenesis.omega.vector.search.TitleFilter;
import io.exogenesis.omega.vector.search.TitleFinder;
import io.exogenesis.omega.viewer.OutgoingMessage;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.WatchedTitle;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The JSON of the pages under {@code /watch}. Names of titles are texts from outside: data, and never markup. */
final class WatchViews {
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());
    /** Parts of a score that a page shows. */
    private static final int MAX_PARTS = 4;

    private WatchViews() {}

    static JsonObjectBuilder object() {
        return JSON.createObjectBuilder();
    }

    static <T> JsonArrayBuilder array(Collection<T> from, Function<T, JsonObject> view) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        from.forEach(t -> array.add(view.apply(t)));
        return array;
    }

    static JsonArrayBuilder texts(Collection<String> texts) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        texts.forEach(array::add);
        return array;
    }

    static JsonObject of(MediaItem title) {
        JsonObjectBuilder view = object().add("id", title.id().value()).add("title", title.title());
        title.year().ifPresentOrElse(y -> view.add("year", y), () -> view.addNull("year"));
        return view.add("genres", texts(title.genres()))
                .add("kind", title.kind().name().toLowerCase(Locale.ROOT))
                .add("description", title.description())
                .build();
    }

    static JsonObject of(Consents consents) {
        JsonObjectBuilder view = object();
        Consents.NAMES.forEach(name -> view.add(name, consents.given().contains(name)));
        return view.build();
    }

    static JsonObject of(Evening.Offer offer, List<Recommendation> kept, Titles titles) {
        JsonObjectBuilder view = object().add("titles", array(kept, r -> of(r, titles)));
        offer.emptyReason().ifPresentOrElse(e -> view.add("empty", e.text()), () -> view.addNull("empty"));
        return view.build();
    }

    private static JsonObject of(Recommendation r, Titles titles) {
        return object().add("title", of(titles.title(r.mediaId()).orElseThrow()))
                .add("reason", r.reason())
                .add(
                        "parts",
                        array(
                                r.parts().stream().limit(MAX_PARTS).toList(),
                                p -> object().add("kind", p.kind().name())
                                        .add("share", p.share())
                                        .add("text", p.text())
                                        .build()))
                .build();
    }

    static JsonObject of(TitleFinder.Answer answer) {
        JsonObjectBuilder view = object().add("query", answer.asked().text())
                .add("understood", texts(understood(answer.asked())))
                .add("fits", answer.fits());
        answer.asked().like().ifPresentOrElse(t -> view.add("like", of(t)), () -> view.addNull("like"));
        answer.meant().ifPresentOrElse(t -> view.add("meant", of(t)), () -> view.addNull("meant"));
        return view.add("titles", array(answer.titles(), WatchViews::of)).build();
    }

    private static JsonObject of(FoundTitle found) {
        return object().add("title", of(found.item()))
                .add("reasons", texts(found.reasons()))
                .build();
    }

    /** What a search was understood to ask for, a sentence each. */
    static List<String> understood(AskedQuery asked) {
        List<String> sentences = new ArrayList<>();
        asked.like().ifPresent(t -> sentences.add("like " + t.title()));
        if (!asked.avoid().isEmpty()) {
            sentences.add("without " + String.join(", ", asked.avoid()));
        }
        if (!asked.years().equals(TitleFilter.NONE)) {
            sentences.add(years(asked.years()));
        }
        asked.moods().forEach(mood -> sentences.add("in the mood for " + mood));
        return sentences;
    }

    private static String years(TitleFilter years) {
        if (years.fromYear() == 0) {
            return "up to " + years.toYear();
        }
        if (years.toYear() == 0) {
            return "from " + years.fromYear() + " on";
        }
        return years.fromYear() == years.toYear()
                ? "from " + years.fromYear()
                : "from " + years.fromYear() + " to " + years.toYear();
    }

    static JsonObject of(Trend trend) {
        return object().add("title", of(trend.title()))
                .add("reason", reason(trend))
                .build();
    }

    static String reason(Trend trend) {
        return String.format(
                Locale.ROOT,
                "%d viewers newly watched it: %.1f times its usual share",
                trend.viewers(),
                trend.factor());
    }

    /** What is remembered of one title; zeros and false if nothing is. */
    static JsonObject mine(Optional<WatchedTitle> remembered) {
        JsonObjectBuilder view = object();
        remembered
                .flatMap(w -> w.rating().isPresent() ? Optional.of(w.rating().getAsDouble()) : Optional.empty())
                .ifPresentOrElse(stars -> view.add("stars", stars), () -> view.addNull("stars"));
        return view.add("watched", remembered.filter(WatchedTitle::seen).isPresent())
                .add("skipped", remembered.filter(w -> !w.seen()).isPresent())
                .build();
    }

    static JsonObject of(WatchedTitle remembered, Titles titles) {
        JsonObjectBuilder view = object().add("id", remembered.media().value());
        titles.title(remembered.media()).ifPresentOrElse(t -> view.add("title", of(t)), () -> view.addNull("title"));
        return view.add("mine", mine(Optional.of(remembered)))
                .add("at", remembered.at().toString())
                .build();
    }

    static JsonObject of(OutgoingMessage message, Consents consents) {
        ConsentWords consent = ConsentWords.of(message.kind());
        return object().add("consent", consent.consent())
                .add("given", consent.given(consents))
                .add("text", message.text())
                .add("json", message.json())
                .build();
    }

    static JsonObject of(ConsentWords words, Consents consents) {
        return object().add("name", words.consent())
                .add("given", words.given(consents))
                .add("question", words.question())
                .add("sends", words.sends())
                .build();
    }
}

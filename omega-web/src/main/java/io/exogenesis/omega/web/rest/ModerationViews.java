package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.aggregate.EpochStatus;
import io.exogenesis.omega.core.defence.ModeratedTitle;
import io.exogenesis.omega.core.defence.TitlePage;
import io.exogenesis.omega.core.port.DefenceRecord;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.TitleAnchor;
import io.exogenesis.omega.learning.defence.TitleStanding;
import io.exogenesis.omega.learning.defence.TitleStanding.State;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Titles as the defence treats them, and operators' actions, as JSON. */
final class ModerationViews {
    private ModerationViews() {}

    /** {@code {round, epoch, at, founded, more, titles, next}}; round, epoch and at are null before the defence looked. */
    static JsonObject of(TitlePage page) {
        JsonArrayBuilder titles = Json.createArrayBuilder();
        page.titles().forEach(t -> titles.add(of(t)));
        JsonObjectBuilder view = asOf(page);
        view.add("titles", titles);
        page.next().ifPresentOrElse(id -> view.add("next", id), () -> view.addNull("next"));
        return view.build();
    }

    /** One title with the round that says where it stands. */
    static JsonObject ofOne(TitlePage page) {
        return asOf(page).addAll(of(page.titles().getFirst())).build();
    }

    private static JsonObjectBuilder asOf(TitlePage page) {
        JsonObjectBuilder view = Json.createObjectBuilder();
        page.asOf()
                .ifPresentOrElse(
                        r -> view.add("round", r.round())
                                .add("epoch", r.epoch())
                                .add("at", r.at().toString()),
                        () -> view.addNull("round").addNull("epoch").addNull("at"));
        return view.add("founded", page.asOf().map(DefenceRecord::founded).orElse(false))
                .add("more", page.asOf().map(r -> r.standings().more()).orElse(0));
    }

    static JsonObjectBuilder of(ModeratedTitle t) {
        TitleStanding s = t.standing();
        JsonObjectBuilder view = Json.createObjectBuilder()
                .add("id", t.id().value())
                .add("title", t.name())
                .add("state", name(t.state()))
                .add("reason", t.reason())
                .add(
                        "mass",
                        Json.createObjectBuilder()
                                .add("measured", s.mass().measured())
                                .add("granted", s.mass().granted())
                                .add("factor", s.mass().factor()))
                .add("percentile", s.judged().isPresent() ? Json.createValue(s.percentile()) : JsonValue.NULL)
                .add(
                        "audit",
                        Json.createObjectBuilder()
                                .add("shown", s.audit().shown())
                                .add("watched", s.audit().watched())
                                .add("expected", s.audit().expected()))
                .add("epochs", s.epochs())
                .add("clearing", t.clearing());
        t.anchor().ifPresentOrElse(a -> view.add("anchor", of(a)), () -> view.addNull("anchor"));
        return view;
    }

    private static JsonObjectBuilder of(TitleAnchor a) {
        return Json.createObjectBuilder()
                .add("at", a.at().toString())
                .add("actor", a.who().subject())
                .add("by", a.who().by())
                .add("note", a.note());
    }

    /** {@code {actions, next}}, newest first; next is the place to go on in front of. */
    static JsonObject of(List<OperatorAction> actions, int limit) {
        JsonArrayBuilder views = Json.createArrayBuilder();
        actions.forEach(a -> views.add(of(a)));
        JsonObjectBuilder view = Json.createObjectBuilder().add("actions", views);
        return (actions.size() < limit
                        ? view.addNull("next")
                        : view.add("next", actions.getLast().id()))
                .build();
    }

    private static JsonObjectBuilder of(OperatorAction a) {
        return Json.createObjectBuilder()
                .add("id", a.id())
                .add("at", a.at().toString())
                .add("actor", a.who().subject())
                .add("by", a.who().by())
                .add("action", a.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .add("subject", a.subject())
                .add("note", a.note());
    }

    /** What the running epoch holds; {@code contributions} is the sum that {@code ceiling} bounds. */
    static JsonObject of(EpochStatus e) {
        JsonArrayBuilder largest = Json.createArrayBuilder();
        e.largest()
                .forEach(v -> largest.add(Json.createObjectBuilder()
                        .add("viewer", v.viewer().value())
                        .add("patterns", v.patterns())
                        .add("samples", v.samples())
                        .add("reports", v.reports())
                        .add("accepted", v.accepted())));
        JsonObjectBuilder view = Json.createObjectBuilder()
                .add("epoch", e.epoch())
                .add("since", e.since().toString());
        e.endsAt().ifPresentOrElse(at -> view.add("endsAt", at.toString()), () -> view.addNull("endsAt"));
        return view.add("patterns", e.patterns())
                .add("samples", e.samples())
                .add("reports", e.reports())
                .add("contributions", e.patterns() + e.samples() + e.reports())
                .add("standing", e.standing())
                .add("bytes", e.bytes())
                .add("viewers", e.viewers())
                .add("ceiling", e.ceiling())
                .add("byteCeiling", e.byteCeiling())
                .add("largest", largest)
                .build();
    }

    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** The state of this name; an empty text names none. */
    static Set<State> states(String text) {
        if (text.isEmpty()) {
            return Set.of();
        }
        for (State state : State.values()) {
            if (name(state).equals(text)) {
                return Set.of(state);
            }
        }
        throw new BadParameterException(
                "state",
                "state must be one of "
                        + String.join(
                                ", ",
                                EnumSet.complementOf(EnumSet.of(State.FREE)).stream()
                                        .map(ModerationViews::name)
                                        .toList()));
    }
}

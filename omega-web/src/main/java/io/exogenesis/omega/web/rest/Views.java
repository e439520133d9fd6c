package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.catalogue.CatalogueStatus;
import io.exogenesis.omega.core.catalogue.ImportResult;
import io.exogenesis.omega.core.port.PatternDecision;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.viewers.ViewerStatus;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.MediaItem;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The JSON of the API, field by field: others script against it (CONTRACT), so no binding decides its form. */
final class Views {
    private Views() {}

    static JsonObject of(Registration r) {
        return Json.createObjectBuilder()
                .add("viewerId", r.viewerId().value())
                .add("token", r.token())
                .add("endpoints", texts(r.endpoints()))
                .add("pin", r.pin())
                .add("pins", texts(r.pins()))
                .build();
    }

    static JsonObject of(ViewerStatus v) {
        JsonObjectBuilder view =
                Json.createObjectBuilder().add("viewerId", v.viewerId().value());
        addOrNull(view, "displayName", v.displayName());
        view.add("consent", of(v.consents()))
                .add("registeredAt", v.registeredAt().toString());
        addOrNull(view, "lastSeen", v.lastSeen());
        view.add("revoked", v.revoked());
        addOrNull(view, "suspendedAt", v.suspendedAt());
        return view.add("committedThroughSeq", v.committedThroughSeq()).build();
    }

    static JsonObject of(Consents c) {
        return Json.createObjectBuilder()
                .add("patterns", c.patterns())
                .add("sample", c.sample())
                .add("audit", c.audit())
                .add("metrics", c.metrics())
                .add("largeSample", c.largeSample())
                .build();
    }

    static JsonObject of(Accounting.Report a) {
        return Json.createObjectBuilder()
                .add("viewers", a.viewers())
                .add("acknowledged", a.acknowledged())
                .add(
                        "decided",
                        Json.createObjectBuilder()
                                .add("admitted", a.decided().admitted())
                                .add("refused", a.decided().refused())
                                .add("expired", a.decided().expired()))
                .add("pending", a.pending())
                .add("duplicateFrames", a.duplicateFrames())
                .build();
    }

    static JsonObjectBuilder of(ConsolidatedPattern p) {
        JsonObjectBuilder view = Json.createObjectBuilder()
                .add("id", p.id().value())
                .add("taskType", p.taskType().name())
                .add("genres", texts(p.context().genres()))
                .add("successRate", p.successRate())
                .add("supporters", p.supporters())
                .add("reputationMass", p.reputationMass())
                .add("dissent", p.dissent())
                .add("admission", p.admission().name())
                .add("priority", p.priority().name())
                .add("version", p.version());
        p.context().mood().ifPresent(mood -> view.add("mood", mood));
        p.context().timeOfDay().ifPresent(time -> view.add("timeOfDay", time));
        p.context().approach().ifPresent(approach -> view.add("approach", approach));
        return view;
    }

    static JsonObject of(CatalogueStatus c) {
        return Json.createObjectBuilder()
                .add("version", c.version())
                .add("publishedVersion", c.publishedVersion())
                .add("items", c.items())
                .add("embedded", c.embedded())
                .add("state", c.state().name())
                .add("embedder", c.embedder())
                .add("message", c.message())
                .build();
    }

    static JsonObject of(ImportResult r) {
        return Json.createObjectBuilder()
                .add("version", r.version())
                .add("items", r.total())
                .add("added", r.added())
                .add("changed", r.changed())
                .add("withdrawn", r.withdrawn())
                .add("unchanged", r.unchanged())
                .build();
    }

    static JsonObject of(RoundRecord r) {
        return of(r, RoundRecord.LARGEST);
    }

    static JsonObject of(RoundRecord r, int most) {
        JsonArrayBuilder decisions = Json.createArrayBuilder();
        r.decisions().stream().limit(most).forEach(d -> decisions.add(of(d)));
        return Json.createObjectBuilder()
                .add("round", r.round())
                .add("epoch", r.epoch())
                .add("endOfEpoch", r.endOfEpoch())
                .add("startedAt", r.startedAt().toString())
                .add("durationMs", r.durationMs())
                .add("bankVersion", r.bankVersion())
                .add("viewers", r.viewers())
                .add("votes", r.votes())
                .add("clusters", r.clusters())
                .add("bankPatterns", r.bankPatterns())
                .add("rows", r.rows())
                .add("items", r.items())
                .add("itemModelPublished", r.itemModelPublished())
                .add("admitted", r.admitted())
                .add("refused", r.refused())
                .add("waiting", r.waiting())
                .add("expired", r.expired())
                .add("decisions", decisions)
                .build();
    }

    /** Without the decisions, and without what tells how near they were. */
    static JsonObject summary(RoundRecord r) {
        return Json.createObjectBuilder()
                .add("round", r.round())
                .add("epoch", r.epoch())
                .add("endOfEpoch", r.endOfEpoch())
                .add("startedAt", r.startedAt().toString())
                .add("durationMs", r.durationMs())
                .add("bankVersion", r.bankVersion())
                .add("bankPatterns", r.bankPatterns())
                .add("itemModelPublished", r.itemModelPublished())
                .build();
    }

    static JsonObject of(MediaItem t) {
        JsonObjectBuilder view =
                Json.createObjectBuilder().add("id", t.id().value()).add("title", t.title());
        t.year().ifPresentOrElse(y -> view.add("year", y), () -> view.addNull("year"));
        return view.add("genres", texts(t.genres()))
                .add("kind", t.kind().name().toLowerCase(Locale.ROOT))
                .add("description", t.description())
                .build();
    }

    static JsonObject of(RoundRecord.ClusterLine d) {
        JsonObjectBuilder view = Json.createObjectBuilder();
        addOrNull(view, "pattern", d.pattern());
        return view.add("supporters", d.supporters())
                .add("outcome", d.outcome())
                .add("reason", d.reason())
                .add("genres", texts(d.genres()))
                .add("jury", of(d.jury()))
                .add("rule", d.rule())
                .add("tenuredShare", d.tenuredShare())
                .build();
    }

    private static JsonObjectBuilder of(RoundRecord.JuryLine j) {
        return Json.createObjectBuilder()
                .add("yes", j.yes())
                .add("no", j.no())
                .add("pending", j.pending())
                .add("needed", j.needed())
                .add("jurors", j.jurors());
    }

    static JsonObject of(PatternDecision d) {
        return Json.createObjectBuilder()
                .add("round", d.round())
                .add("epoch", d.epoch())
                .add("at", d.at().toString())
                .addAll(Json.createObjectBuilder(of(d.decision())))
                .build();
    }

    static JsonArrayBuilder texts(Collection<String> texts) {
        return Json.createArrayBuilder(texts);
    }

    private static void addOrNull(JsonObjectBuilder view, String name, Optional<?> value) {
        value.ifPresentOrElse(v -> view.add(name, v.toString()), () -> view.add(name, JsonValue.NULL));
    }
}

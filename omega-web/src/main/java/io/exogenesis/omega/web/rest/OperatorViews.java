package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.admin.AuditCohort;
import io.exogenesis.omega.core.aggregate.BankDiscard;
import io.exogenesis.omega.core.defence.PruneReport;
import io.exogenesis.omega.core.ingest.AccountTotals;
import io.exogenesis.omega.core.port.PatternPin;
import io.exogenesis.omega.core.registry.RemovedViewer;
import io.exogenesis.omega.core.registry.ViewerStanding;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;

/** What the operator does to viewers and patterns, as JSON. */
final class OperatorViews {
    private OperatorViews() {}

    static JsonObjectBuilder of(ViewerStanding s) {
        AccountTotals t = s.totals();
        JsonArrayBuilder history = Json.createArrayBuilder();
        s.history()
                .forEach(c -> history.add(Json.createObjectBuilder()
                        .add("epoch", c.epoch())
                        .add("at", c.at().toString())
                        .add("reputation", new BigDecimal(Float.toString(c.reputation())))));
        return Json.createObjectBuilder()
                .add("reputation", s.reputation())
                .add("epochs", s.epochs())
                .add("raw", s.raw())
                .add("acknowledged", t.acknowledged())
                .add("admitted", t.admitted())
                .add("refused", t.refused())
                .add("expired", t.expired())
                .add("pending", t.pending())
                .add("history", history);
    }

    static JsonObject of(RemovedViewer r) {
        return Json.createObjectBuilder()
                .add("viewerId", r.viewer().value())
                .add(
                        "erased",
                        Json.createObjectBuilder()
                                .add("contributions", r.contributions())
                                .add("trends", r.trends())
                                .add("displayName", r.displayName())
                                .add("lastSeen", r.lastSeen()))
                .build();
    }

    static JsonObject of(PatternPin p) {
        return Json.createObjectBuilder()
                .add("pattern", p.pattern().value())
                .add("at", p.at().toString())
                .add("actor", p.who().subject())
                .add("by", p.who().by())
                .add("note", p.note())
                .build();
    }

    static JsonObjectBuilder of(PruneReport.Candidate c) {
        JsonObjectBuilder view = Views.of(c.pattern());
        c.since().ifPresentOrElse(at -> view.add("since", at.toString()), () -> view.add("since", JsonValue.NULL));
        return view.add("unusedEpochs", c.unusedEpochs());
    }

    static JsonObject of(PruneReport r) {
        JsonArrayBuilder pruned = Json.createArrayBuilder();
        r.pruned().forEach(c -> pruned.add(of(c).add("reasons", Views.texts(c.reasons()))));
        return Json.createObjectBuilder()
                .add("dryRun", r.dryRun())
                .add("matching", r.matching())
                .add("pinned", r.pinned())
                .add("patterns", pruned)
                .build();
    }

    static JsonObject of(AuditCohort.Figures f) {
        return Json.createObjectBuilder()
                .add("consenting", f.consenting())
                .add("reportsOfEpoch", f.reportsOfEpoch())
                .add("reports", f.reports())
                .add("shown", f.shown())
                .add("watched", f.watched())
                .build();
    }

    static JsonObject of(BankDiscard.Discarded d) {
        return Json.createObjectBuilder()
                .add("formerBankId", d.former().bankId())
                .add("formerVersion", d.former().number())
                .add("patterns", d.patterns())
                .add("bankId", d.now().bankId())
                .add("version", d.now().number())
                .add("embeddingModel", d.model())
                .build();
    }
}

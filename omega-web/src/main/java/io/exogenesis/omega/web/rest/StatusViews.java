package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.admin.Check;
import io.exogenesis.omega.core.admin.CoreStatus;
import io.exogenesis.omega.core.admin.CoreSummary;
import io.exogenesis.omega.core.config.AggregateSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.quic.QuicStats;
import io.exogenesis.omega.web.health.ReadinessChecks;
import io.exogenesis.omega.web.quic.QuicEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;

/** What the Core is and does, as JSON for its pages. */
@ApplicationScoped
class StatusViews {
    @Inject
    CoreStatus core;

    @Inject
    CoreSummary figures;

    @Inject
    CoreSettings settings;

    @Inject
    Accounting accounting;

    @Inject
    EnrolmentCodes codes;

    @Inject
    ReadinessChecks checks;

    @Inject
    QuicEndpoint quic;

    @Inject
    OperationViews operation;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    StatusViews() {}

    /** Everything but the rounds themselves. */
    JsonObjectBuilder figures(CoreSummary.Figures summary) {
        List<Check> health = checks.all();
        return Json.createObjectBuilder()
                .add("name", "Exogenesis Omega Core")
                .add("coordinatorId", settings.server().coordinatorId())
                .add("notice", settings.server().notice())
                .add("now", Instant.now().toString())
                .add(
                        "startedAt",
                        Instant.ofEpochMilli(
                                        ManagementFactory.getRuntimeMXBean().getStartTime())
                                .toString())
                .add("ready", core.isStarted() && health.stream().allMatch(Check::up))
                .add("checks", checks(health))
                .add(
                        "viewers",
                        Json.createObjectBuilder()
                                .add("registered", summary.viewers())
                                .add("maximum", settings.registry().maxViewers())
                                .add("openCodes", codes.open()))
                .add(
                        "bank",
                        Json.createObjectBuilder()
                                .add("id", summary.bank().bankId())
                                .add("version", summary.bank().number())
                                .add("patterns", summary.consolidatedPatterns()))
                .add("itemModel", itemModel(summary))
                .add("catalogue", operation.catalogue())
                .add("contributions", contributions())
                .add("syncs", operation.counted(Metric.SYNC_REQUESTS, "byOutcome"))
                .add("quotaRefused", operation.counted(Metric.QUOTA_REFUSED, "byKind"))
                .add("doorRefused", operation.counted(Metric.DOOR_REFUSED, "byReason"))
                .add("quic", quic())
                .add("aggregation", aggregation(settings.aggregate()))
                .add("round", operation.round())
                .add("epoch", OperationViews.of(figures.epoch()))
                .add("disk", operation.disk())
                .add("heap", operation.heap());
    }

    private static JsonArrayBuilder checks(List<Check> health) {
        JsonArrayBuilder view = Json.createArrayBuilder();
        health.forEach(c -> view.add(Json.createObjectBuilder()
                .add("name", c.name())
                .add("up", c.up())
                .add("text", c.detail())));
        return view;
    }

    private static JsonValue itemModel(CoreSummary.Figures summary) {
        return summary.itemModelVersion() == 0
                ? JsonValue.NULL
                : Json.createObjectBuilder()
                        .add("version", summary.itemModelVersion())
                        .add("bytes", summary.itemModelBytes())
                        .build();
    }

    private JsonObjectBuilder contributions() {
        Accounting.Report books = accounting.total();
        return Json.createObjectBuilder()
                .add("acknowledged", books.acknowledged())
                .add("admitted", books.decided().admitted())
                .add("refused", books.decided().refused())
                .add("expired", books.decided().expired())
                .add("pending", books.pending())
                .add("duplicateFrames", books.duplicateFrames());
    }

    private JsonObjectBuilder quic() {
        JsonObjectBuilder view = Json.createObjectBuilder().add("engine", quic.engine());
        quic.port().ifPresentOrElse(p -> view.add("port", p), () -> view.add("port", JsonValue.NULL));
        QuicStats stats = quic.stats().orElse(QuicStats.NONE);
        return view.add("connectionsOpen", stats.connections().open())
                .add("connectionsTotal", stats.connections().total())
                .add("connectionsRefused", stats.connections().refused())
                .add("streamsTotal", stats.streams().total())
                .add("streamsFailed", stats.streams().failed())
                .add("framesReceived", stats.frames().received())
                .add("framesSent", stats.frames().sent())
                .add("framesRefused", stats.frames().refused())
                .add("bytesReceived", stats.bytes().received())
                .add("bytesSent", stats.bytes().sent());
    }

    private static JsonObjectBuilder aggregation(AggregateSettings a) {
        return Json.createObjectBuilder()
                .add("enabled", a.enabled())
                .add("interval", a.interval().toString())
                .add("epoch", a.epoch().map(Object::toString).orElse("round"))
                .add("votingWindow", a.votingWindow().toString())
                .add("minVoters", a.minVoters())
                .add("similarity", a.similarity())
                .add("rule", a.rule());
    }
}

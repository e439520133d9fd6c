package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.admin.AggregationHealth;
import io.exogenesis.omega.core.admin.CatalogueHealth;
import io.exogenesis.omega.core.admin.CoreSummary;
import io.exogenesis.omega.core.admin.DataDisk;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.metrics.RoundStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** How the Core is doing, as JSON for the status page. */
@ApplicationScoped
class OperationViews {
    @Inject
    AggregationHealth aggregation;

    @Inject
    CatalogueHealth catalogue;

    @Inject
    DataDisk disk;

    @Inject
    MetricRegistry metrics;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    OperationViews() {}

    /** The round that runs, and how the last ones went. */
    JsonObject round() {
        return of(aggregation.rounds());
    }

    static JsonObject of(RoundStatus s) {
        JsonObjectBuilder view =
                Json.createObjectBuilder().add("running", s.running().isPresent());
        s.running()
                .ifPresent(r -> view.add("since", r.since().toString())
                        .add("phase", r.phase())
                        .add("done", r.done())
                        .add("total", r.total()));
        add(view, "lastSuccess", s.lastSuccess());
        add(view, "failingSince", s.failingSince());
        add(view, "nextAttempt", s.nextAttempt());
        return view.add("failures", s.failures())
                .add("lastFailure", s.lastFailure())
                .add("postponed", s.postponed())
                .build();
    }

    /** State of the titles, and when a failed embedding job is tried again. */
    JsonObject catalogue() {
        JsonObjectBuilder view = Json.createObjectBuilder(Views.of(catalogue.status()));
        add(view, "nextAttempt", catalogue.nextAttempt());
        return view.build();
    }

    /** How full the running epoch is; {@code endsAt} null: it ends with the next round. */
    static JsonObject of(CoreSummary.Epoch e) {
        JsonObjectBuilder view = Json.createObjectBuilder().add("number", e.number());
        add(view, "endsAt", e.endsAt());
        return view.add("contributions", e.contributions())
                .add("ceiling", e.ceiling())
                .add("bytes", e.bytes())
                .add("byteCeiling", e.byteCeiling())
                .build();
    }

    /** Bytes. */
    JsonObject disk() {
        return Json.createObjectBuilder()
                .add("free", disk.free())
                .add("floor", disk.floor())
                .build();
    }

    /** Bytes. */
    JsonObject heap() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return Json.createObjectBuilder()
                .add("used", heap.getUsed())
                .add("max", heap.getMax())
                .build();
    }

    /** What a labelled counter has come to, in all and by label. */
    JsonObject counted(Metric counter, String by) {
        Map<String, Long> parts = new TreeMap<>();
        metrics.getCounters((id, metric) -> id.getName().equals(counter.published()))
                .forEach((MetricID id, Counter c) ->
                        parts.merge(id.getTags().getOrDefault(counter.label(), ""), c.getCount(), Long::sum));
        JsonObjectBuilder view = Json.createObjectBuilder();
        parts.forEach(view::add);
        return Json.createObjectBuilder()
                .add("total", parts.values().stream().mapToLong(Long::longValue).sum())
                .add(by, view)
                .build();
    }

    private static void add(JsonObjectBuilder view, String name, Optional<Instant> at) {
        at.ifPresentOrElse(t -> view.add(name, t.toString()), () -> view.add(name, JsonValue.NULL));
    }
}

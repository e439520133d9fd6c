package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.admin.CoreSummary;
import io.exogenesis.omega.core.bank.BankMap;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.healing.HealingEvent;
import io.exogenesis.omega.core.history.Column;
import io.exogenesis.omega.core.history.History;
import io.exogenesis.omega.core.history.Sample;
import io.exogenesis.omega.core.history.Sampler;
import io.exogenesis.omega.core.history.Spread;
import io.exogenesis.omega.core.history.ViewerSpread;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.metrics.SyncLatency.Percentiles;
import io.exogenesis.omega.core.metrics.Transport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;

/** What the dashboard shows, as JSON. */
@ApplicationScoped
class DashboardViews {
    @Inject
    CoreSummary summary;

    @Inject
    StatusViews status;

    @Inject
    ViewerSpread spread;

    @Inject
    Sampler sampler;

    @Inject
    History history;

    @Inject
    GlobalBank bank;

    @Inject
    CoreMetrics metrics;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    DashboardViews() {}

    /** The figures of this moment. */
    JsonObject now(int rounds) {
        List<Sample> hour = history.hour();
        JsonObjectBuilder view = status.figures(summary.figures(rounds))
                .add("activity", of(spread.now()))
                .add("latency", latency())
                .add("refusals", refusals());
        if (!hour.isEmpty()) {
            view.add("sample", of(hour.getLast()));
        }
        return view.build();
    }

    private static JsonObject of(Spread s) {
        JsonArrayBuilder rounds = Json.createArrayBuilder();
        s.rounds()
                .forEach(r -> rounds.add(Json.createObjectBuilder()
                        .add("round", r.round())
                        .add("version", r.version())
                        .add("viewers", r.viewers())));
        JsonObjectBuilder transports = Json.createObjectBuilder();
        for (Transport t : Transport.values()) {
            transports.add(t.label(), s.transports().getOrDefault(t, 0));
        }
        return Json.createObjectBuilder()
                .add("active", s.active())
                .add("rounds", rounds)
                .add("older", s.older())
                .add("nothing", s.nothing())
                .add("transports", transports)
                .build();
    }

    /** Microseconds, of the last ten seconds that are over. */
    private JsonObjectBuilder latency() {
        JsonObjectBuilder view = Json.createObjectBuilder();
        sampler.latency()
                .forEach((Transport t, Percentiles p) -> view.add(
                        t.label(),
                        Json.createObjectBuilder()
                                .add("count", p.count())
                                .add("p50", p.p50())
                                .add("p95", p.p95())
                                .add("p99", p.p99())));
        return view;
    }

    /** Since the start, those that there were. */
    private JsonObjectBuilder refusals() {
        JsonObjectBuilder view = Json.createObjectBuilder();
        for (String reason : Column.reasons()) {
            long count = metrics.counted(Metric.SYNC_REQUESTS, reason)
                    + metrics.counted(Metric.DOOR_REFUSED, reason.toUpperCase(Locale.ROOT));
            if (count > 0) {
                view.add(reason, count);
            }
        }
        return view;
    }

    /** One sample by the names of its columns; what is not known is left out. */
    private static JsonObjectBuilder of(Sample s) {
        JsonObjectBuilder view = Json.createObjectBuilder().add("at", s.at());
        for (int c = 0; c < Column.ALL.size(); c++) {
            if (s.value(c) != Sample.UNKNOWN) {
                view.add(Column.ALL.get(c).name(), s.value(c));
            }
        }
        return view;
    }

    /** The last hour and the last day. */
    JsonObjectBuilder past() {
        return Json.createObjectBuilder()
                .add("hour", columns(history.hour(), History.STEP.toSeconds()))
                .add("day", columns(history.day(), History.LONG_STEP.toSeconds()));
    }

    /** By columns, as charts take them; those in which nothing ever was are left out. */
    static JsonObject columns(List<Sample> samples, long step) {
        JsonArrayBuilder at = Json.createArrayBuilder();
        samples.forEach(s -> at.add(s.at()));
        JsonObjectBuilder columns = Json.createObjectBuilder();
        for (int c = 0; c < Column.ALL.size(); c++) {
            int column = c;
            if (samples.stream().anyMatch(s -> s.value(column) > 0)) {
                JsonArrayBuilder values = Json.createArrayBuilder();
                samples.forEach(s -> {
                    if (s.value(column) == Sample.UNKNOWN) {
                        values.addNull();
                    } else {
                        values.add(s.value(column));
                    }
                });
                columns.add(Column.ALL.get(c).name(), values);
            }
        }
        return Json.createObjectBuilder()
                .add("step", step)
                .add("at", at)
                .add("columns", columns)
                .build();
    }

    /** How many patterns there are of which quality and support. */
    JsonObject cells() {
        BankMap map = new BankMap(bank.contents().patterns());
        JsonArrayBuilder cells = Json.createArrayBuilder();
        for (int s = 0; s < BankMap.SUPPORTS.size(); s++) {
            for (int q = 0; q < BankMap.QUALITIES; q++) {
                if (map.count(q, s) > 0) {
                    cells.add(Json.createObjectBuilder()
                            .add("q", q)
                            .add("s", s)
                            .add("patterns", map.count(q, s))
                            .add("probation", map.onProbation(q, s)));
                }
            }
        }
        return Json.createObjectBuilder()
                .add("version", bank.contents().version().number())
                .add("patterns", bank.size())
                .add("qualities", BankMap.QUALITIES)
                .add("supports", Json.createArrayBuilder(BankMap.SUPPORTS))
                .add("cells", cells)
                .build();
    }

    static JsonObject of(HealingEvent e) {
        return Json.createObjectBuilder()
                .add("number", e.number())
                .add("at", e.at().toString())
                .add("by", e.by().name())
                .add("subject", e.subject())
                .add("outcome", e.outcome().name())
                .add("reason", e.reason())
                .add("action", e.action())
                .add("prediction", e.prediction())
                .build();
    }
}

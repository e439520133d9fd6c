package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.api.ConsensusResult;
import io.exogenesis.omega.core.api.DistributionReport;
import io.exogenesis.omega.core.api.ExogenesisMetrics;
import io.exogenesis.omega.core.api.PatternStats;
import io.exogenesis.omega.core.api.ViewerNetworkStats;
import io.exogenesis.omega.model.BankVersion;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The reports of {@link io.exogenesis.omega.core.api.OmegaCore} as JSON; null where nothing was measured. */
final class CoreViews {
    private CoreViews() {}

    static JsonObject of(ConsensusResult r) {
        JsonArrayBuilder groups = Json.createArrayBuilder();
        r.groups()
                .forEach(g -> groups.add(
                        Json.createObjectBuilder(Views.of(g.decision())).add("admitted", g.admitted())));
        return Json.createObjectBuilder()
                .add("coordinatorId", r.coordinatorId())
                .add("bank", of(r.bank()))
                .add("basis", r.basis().name().toLowerCase(Locale.ROOT))
                .add("patterns", r.patterns())
                .add("minVoters", r.terms().minVoters())
                .add("threshold", r.terms().threshold())
                .add("tolerance", r.terms().tolerance())
                .add("similarity", r.terms().similarity())
                .add("groups", groups)
                .build();
    }

    static JsonObject of(DistributionReport r) {
        JsonArrayBuilder behind = Json.createArrayBuilder();
        r.behind()
                .forEach(b -> behind.add(
                        Json.createObjectBuilder().add("version", b.version()).add("viewers", b.viewers())));
        return Json.createObjectBuilder()
                .add("coordinatorId", r.coordinatorId())
                .add("bank", of(r.version()))
                .add("priority", r.least().name().toLowerCase(Locale.ROOT))
                .add("through", r.through())
                .add("addressed", r.addressed())
                .add("listening", r.listening())
                .add("current", r.current())
                .add("behind", behind)
                .add("unknown", r.unknown())
                .build();
    }

    static JsonObjectBuilder of(ViewerNetworkStats s) {
        return Json.createObjectBuilder()
                .add("registered", s.registered())
                .add("maximum", s.maximum())
                .add("suspended", s.suspended())
                .add("removed", s.removed())
                .add("active", s.active())
                .add("known", s.known())
                .add("openCodes", s.openCodes());
    }

    static JsonObjectBuilder of(PatternStats s) {
        JsonObjectBuilder view = Json.createObjectBuilder()
                .add("bank", of(s.bank()))
                .add("epochPatterns", s.epochPatterns())
                .add("contributions", Views.of(s.contributions()))
                .add("consolidated", s.consolidated())
                .add("byTaskType", counts(s.byTaskType()))
                .add("byAdmission", counts(s.byAdmission()))
                .add("byPriority", counts(s.byPriority()));
        add(view, "meanQuality", s.meanQuality());
        add(view, "meanSupporters", s.meanSupporters());
        add(view, "consensusRate", s.consensusRate());
        return view;
    }

    static JsonObjectBuilder of(ExogenesisMetrics m) {
        JsonObjectBuilder viewer = Json.createObjectBuilder()
                .add("activeViewers", m.viewer().activeViewers())
                .add("patternsStored", m.viewer().patternsStored())
                .add("patternsSynced", m.viewer().patternsSynced());
        add(viewer, "avgSessionDuration", m.viewer().avgSessionDuration());
        add(viewer, "recommendationAccuracy", m.viewer().recommendationAccuracy());
        JsonObjectBuilder omega = Json.createObjectBuilder()
                .add("totalPatterns", m.omega().totalPatterns())
                .add("consolidatedPatterns", m.omega().consolidatedPatterns());
        add(omega, "consensusRate", m.omega().consensusRate());
        add(omega, "aggregationLatency", m.omega().aggregationLatency());
        add(omega, "distributionLatency", m.omega().distributionLatency());
        JsonObjectBuilder network = Json.createObjectBuilder();
        add(network, "syncSuccessRate", m.network().syncSuccessRate());
        add(network, "avgSyncLatency", m.network().avgSyncLatency());
        network.add("bytesTransferred", m.network().bytesTransferred())
                .add("connectionErrors", m.network().connectionErrors());
        return Json.createObjectBuilder()
                .add("viewer", viewer)
                .add("omega", omega)
                .add("network", network);
    }

    private static JsonObjectBuilder of(BankVersion v) {
        return Json.createObjectBuilder().add("id", v.bankId()).add("version", v.number());
    }

    private static JsonObjectBuilder counts(Map<? extends Enum<?>, Long> counts) {
        Map<String, Long> byName = new TreeMap<>();
        counts.forEach((key, n) -> byName.put(key.name(), n));
        JsonObjectBuilder view = Json.createObjectBuilder();
        byName.forEach(view::add);
        return view;
    }

    private static void add(JsonObjectBuilder view, String name, OptionalDouble value) {
        value.ifPresentOrElse(v -> view.add(name, v), () -> view.add(name, JsonValue.NULL));
    }
}

package io.exogenesis.omega.web.mcp;

import io.exogenesis.omega.core.api.ConsensusResult;
import io.exogenesis.omega.core.api.DistributionReport;
import io.exogenesis.omega.core.api.ExogenesisMetrics;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.RoundRecord.ClusterLine;
import io.exogenesis.omega.mcp.UntrustedText;
import io.exogenesis.omega.model.ConsolidatedPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What the Core says, as the maps that tools and resources answer with. What was not measured is left out. */
final class CoreViews {
    private CoreViews() {}

    static Map<String, Object> of(ExogenesisMetrics m) {
        Map<String, Object> viewer = new LinkedHashMap<>();
        viewer.put("activeViewers", m.viewer().activeViewers());
        viewer.put("patternsStored", m.viewer().patternsStored());
        viewer.put("patternsSynced", m.viewer().patternsSynced());
        put(viewer, "avgSessionDuration", m.viewer().avgSessionDuration());
        put(viewer, "recommendationAccuracy", m.viewer().recommendationAccuracy());
        Map<String, Object> omega = new LinkedHashMap<>();
        omega.put("totalPatterns", m.omega().totalPatterns());
        omega.put("consolidatedPatterns", m.omega().consolidatedPatterns());
        put(omega, "consensusRate", m.omega().consensusRate());
        put(omega, "aggregationLatency", m.omega().aggregationLatency());
        put(omega, "distributionLatency", m.omega().distributionLatency());
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("coordinatorId", m.coordinatorId());
        found.put("viewer", viewer);
        found.put("omega", omega);
        found.put("network", of(m.network()));
        return found;
    }

    static Map<String, Object> of(ExogenesisMetrics.Network n) {
        Map<String, Object> network = new LinkedHashMap<>();
        put(network, "syncSuccessRate", n.syncSuccessRate());
        put(network, "avgSyncLatency", n.avgSyncLatency());
        network.put("bytesTransferred", n.bytesTransferred());
        network.put("connectionErrors", n.connectionErrors());
        return network;
    }

    static void put(Map<String, Object> into, String name, OptionalDouble value) {
        value.ifPresent(v -> into.put(name, v));
    }

    static Map<String, Object> of(RoundRecord r) {
        Map<String, Object> round = new LinkedHashMap<>();
        round.put("round", r.round());
        round.put("epoch", r.epoch());
        round.put("endOfEpoch", r.endOfEpoch());
        round.put("startedAt", r.startedAt().toString());
        round.put("durationMs", r.durationMs());
        round.put("bankVersion", r.bankVersion());
        round.put("viewers", r.viewers());
        round.put("votes", r.votes());
        round.put("clusters", r.clusters());
        round.put("bankPatterns", r.bankPatterns());
        round.put("admitted", r.admitted());
        round.put("refused", r.refused());
        round.put("waiting", r.waiting());
        round.put("expired", r.expired());
        return round;
    }

    static Map<String, Object> of(ConsolidatedPattern p) {
        Map<String, Object> pattern = new LinkedHashMap<>();
        pattern.put("patternId", p.id().value());
        pattern.put("taskType", p.taskType().name());
        pattern.put("genres", p.context().genres());
        p.context().mood().ifPresent(mood -> pattern.put("mood", mood));
        p.context().timeOfDay().ifPresent(time -> pattern.put("timeOfDay", time));
        p.context().approach().ifPresent(approach -> pattern.put("approach", approach));
        pattern.put("successRate", p.successRate());
        pattern.put("supporters", p.supporters());
        pattern.put("admission", p.admission().name());
        pattern.put("priority", p.priority().name());
        pattern.put("version", p.version());
        return pattern;
    }

    static Map<String, Object> of(ConsensusResult r, int mostGroups) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("coordinatorId", r.coordinatorId());
        found.put("bankVersion", r.bank().number());
        found.put("basis", r.basis().name());
        found.put("patterns", r.patterns());
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("minVoters", r.terms().minVoters());
        terms.put("threshold", r.terms().threshold());
        terms.put("tolerance", r.terms().tolerance());
        terms.put("similarity", r.terms().similarity());
        found.put("terms", terms);
        found.put("groupCount", r.groups().size());
        found.put(
                "groups",
                r.groups().stream().limit(mostGroups).map(CoreViews::of).toList());
        return found;
    }

    private static Map<String, Object> of(ConsensusResult.Group g) {
        ClusterLine d = g.decision();
        Map<String, Object> group = new LinkedHashMap<>();
        d.pattern().ifPresent(id -> group.put("patternId", id));
        group.put("admitted", g.admitted());
        group.put("outcome", d.outcome());
        group.put("reason", d.reason());
        group.put("supporters", d.supporters());
        group.put("genres", d.genres());
        Map<String, Object> jury = new LinkedHashMap<>();
        jury.put("yes", d.jury().yes());
        jury.put("no", d.jury().no());
        jury.put("pending", d.jury().pending());
        jury.put("needed", d.jury().needed());
        jury.put("jurors", d.jury().jurors());
        group.put("jury", jury);
        return group;
    }

    static Map<String, Object> of(DistributionReport r) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("coordinatorId", r.coordinatorId());
        found.put("bankVersion", r.version().number());
        found.put("priority", r.least().name());
        found.put("addressed", r.addressed());
        found.put("listening", r.listening());
        found.put("current", r.current());
        found.put(
                "behind",
                r.behind().stream()
                        .map(b -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("version", b.version());
                            row.put("viewers", b.viewers());
                            return row;
                        })
                        .toList());
        found.put("unknown", r.unknown());
        return found;
    }

    /** Words from outside, each in quotation marks. */
    static String quoted(List<String> words) {
        return words.stream().map(UntrustedText::quoted).collect(Collectors.joining(", "));
    }
}

package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.RoundRecord.ClusterLine;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How rounds decide: what became of the last round's groups and why, and which juries are still out. */
@ApplicationScoped
class ConsensusHealth {
    /** What a page shows without scrolling for long. */
    private static final int JURIES = 30;

    private static final int ROUNDS = 10;

    @Inject
    RoundHistory rounds;

    @Inject
    GlobalBank bank;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    ConsensusHealth() {}

    /** Of the rounds that are remembered for a page. */
    JsonObject view() {
        List<RoundRecord> latest = rounds.latest(ROUNDS);
        List<ConsolidatedPattern> patterns = bank.contents().patterns();
        long onProbation = patterns.stream()
                .filter(p -> p.admission() == Admission.PROBATION)
                .count();
        return Json.createObjectBuilder()
                .add("admitted", patterns.size() - onProbation)
                .add("probation", onProbation)
                .add("round", latest.isEmpty() ? 0 : latest.getFirst().round())
                .add(
                        "reasons",
                        reasons(latest.isEmpty() ? List.of() : latest.getFirst().decisions()))
                .add("juries", juries(latest))
                .build();
    }

    /** Of one round: how many groups were decided for which reason. */
    static JsonArrayBuilder reasons(List<ClusterLine> decisions) {
        Map<String, int[]> counts = new TreeMap<>();
        for (ClusterLine d : decisions) {
            int[] c = counts.computeIfAbsent(d.outcome() + "\n" + reason(d), r -> new int[2]);
            c[0]++;
            c[1] += d.supporters();
        }
        JsonArrayBuilder view = Json.createArrayBuilder();
        counts.forEach((key, c) -> view.add(Json.createObjectBuilder()
                .add("outcome", key.substring(0, key.indexOf('\n')))
                .add("reason", key.substring(key.indexOf('\n') + 1))
                .add("groups", c[0])
                .add("supporters", c[1])));
        return view;
    }

    /** The kind of a reason, without its figures. */
    private static String reason(ClusterLine d) {
        return switch (d.outcome()) {
            case "ADMITTED" -> "a jury of other viewers confirmed it";
            case "PROBATION" -> "enough viewers agree; its jury is still out";
            case "REFUSED" ->
                d.reason().startsWith("taken out") ? "an operator took it out" : "its jury did not confirm it";
            default ->
                d.reason().startsWith("open") ? "others may still vote" : "too few distinct viewers agree so far";
        };
    }

    /** The newest decision about each pattern that is on probation now, those that are nearest to an end first. */
    private JsonArrayBuilder juries(List<RoundRecord> latest) {
        Set<String> seen = new HashSet<>();
        JsonArrayBuilder view = Json.createArrayBuilder();
        latest.stream()
                .flatMap(r -> r.decisions().stream())
                .filter(d -> d.pattern().isPresent() && seen.add(d.pattern().get()))
                .filter(d -> d.outcome().equals("PROBATION") && onProbation(d.pattern()))
                .sorted((a, b) -> Integer.compare(heard(b), heard(a)))
                .limit(JURIES)
                .forEach(d -> view.add(Views.of(d)));
        return view;
    }

    private static int heard(ClusterLine d) {
        return d.jury().yes() + d.jury().no();
    }

    private boolean onProbation(Optional<String> id) {
        return id.flatMap(i -> bank.pattern(new PatternId(i)))
                .filter(p -> p.admission() == Admission.PROBATION)
                .isPresent();
    }
}

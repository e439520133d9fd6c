package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.baseline.Baseline;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Against;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Row;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Trial;
import io.exogenesis.omega.lab.measure.Judgement;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.ContentSpace;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.ToDoubleFunction;

/** The whole of {@code ./omega lab evaluate} but for reading and printing. */
public final class EvaluateRun {
    private final Dataset data;
    private final ContentSpace content;
    private final long seed;
    private final Terminal terminal;
    private final PerViewer perViewer;
    private final List<Baseline> baselines;
    private final Map<String, Map<String, Row>> rows = new LinkedHashMap<>();
    private final Map<String, Against> paired = new LinkedHashMap<>();
    private final Map<String, Map<String, List<Trial>>> trials = new LinkedHashMap<>();

    /**
     * @param content of {@code data.items()}, in their order
     * @param perViewer takes every single judgement
     */
    public EvaluateRun(Dataset data, ContentSpace content, long seed, Terminal terminal, PerViewer perViewer) {
        this.data = data;
        this.content = content;
        this.seed = seed;
        this.terminal = terminal;
        this.perViewer = perViewer;
        this.baselines = ServiceLoader.load(Baseline.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * Those of {@code wanted} that find somebody to ask; what is left out is said.
     *
     * @throws EvaluationException if none does
     */
    public static List<Protocol> possible(Dataset data, List<Protocol> wanted, Terminal terminal) {
        Map<Protocol, String> reasons = new LinkedHashMap<>();
        for (Protocol p : wanted) {
            if (p.split(data).tested().isEmpty()) {
                reasons.put(p, p.label() + " finds no viewer with " + LastSplit.MIN_POSITIVES + " " + p.positives());
            }
        }
        if (reasons.size() == wanted.size()) {
            throw new EvaluationException(
                    "nothing to measure in " + data.name() + ": protocol " + String.join("; ", reasons.values()));
        }
        reasons.values().forEach(r -> terminal.line("Left out: protocol " + r));
        return wanted.stream().filter(p -> !reasons.containsKey(p)).toList();
    }

    /**
     * Measures all models.
     *
     * @param protocols that find somebody to ask, at least one
     * @param rolling number of rolling splits of LAST, 0 for none
     */
    public EvaluateReport run(List<Protocol> protocols, int rolling) {
        long begun = System.nanoTime();
        Optional<EvaluateReport.Rolling> rolled = Optional.empty();
        ProtocolRun run = new ProtocolRun(content, seed, terminal);
        for (Protocol protocol : protocols) {
            Split split = protocol.split(data);
            terminal.line("Protocol " + protocol.label() + ": " + split.tested().size() + " viewers are asked, "
                    + split.trainingData().events() + " events train");
            List<Tuner.Choice> choices = run.tune(split, baselines);
            List<Judged> judged = run.test(split, choices);
            keep(protocol, split, choices, judged);
            if (protocol == Protocol.LAST && rolling > 0) {
                rolled = Optional.of(new RollingRun(data, run, choices, perViewer).run(judged, rolling));
            }
        }
        return new EvaluateReport(
                data.name(),
                data.items().size(),
                data.viewers().size(),
                seed,
                rows,
                paired.values().iterator().next(),
                paired,
                rolled.orElse(null),
                trials,
                (System.nanoTime() - begun) / 1e9);
    }

    private void keep(Protocol protocol, Split split, List<Tuner.Choice> choices, List<Judged> judged) {
        Map<String, Row> table = new LinkedHashMap<>();
        judged.forEach(j -> table.put(j.model(), Row.of(j, data.items().size())));
        rows.put(protocol.label(), table);
        paired.put(protocol.label(), against(judged));
        Map<String, List<Trial>> tried = new LinkedHashMap<>();
        choices.forEach(c -> tried.put(
                c.baseline().name(),
                c.trials().stream()
                        .map(t -> new Trial(t.setting().toString(), t.auc(), t.ndcg10()))
                        .toList()));
        trials.put(protocol.label(), tried);
        judged.forEach(j -> perViewer.write(protocol.label(), split.tested(), j));
    }

    private static Against against(List<Judged> judged) {
        Judged federated = judged.getLast();
        Judged byNdcg = best(judged, Judgement::ndcg10);
        Judged byAuc = best(judged, Judgement::auc);
        return new Against(
                byNdcg.model(),
                Paired.interval(federated.values(Judgement::ndcg10), byNdcg.values(Judgement::ndcg10)),
                byAuc.model(),
                Paired.interval(federated.values(Judgement::auc), byAuc.values(Judgement::auc)));
    }

    private static Judged best(List<Judged> judged, ToDoubleFunction<Judgement> by) {
        return judged.stream()
                .filter(j ->
                        !j.model().equals(ProtocolRun.FEDERATED) && !j.model().equals(ProtocolRun.ALONE))
                .max(Comparator.comparingDouble(j -> j.mean(by)))
                .orElseThrow();
    }
}

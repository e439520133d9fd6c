package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.baseline.Baseline;
import io.exogenesis.omega.lab.baseline.Training;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Against;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Row;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Trial;
import io.exogenesis.omega.lab.measure.Judgement;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.Comparator;
import java.util.EnumMap;
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
    private final ProtocolRun run;
    private final List<Baseline> baselines;
    private final Map<Protocol, List<Tuner.Choice>> choices = new EnumMap<>(Protocol.class);
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
        this.run = new ProtocolRun(content, seed, terminal);
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
                reasons.put(p, p.label() + ": " + p.why(data));
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
     * @param protocols that find somebody to ask
     * @param rolling number of rolling splits of LAST, 0 for none
     */
    public EvaluateReport run(List<Protocol> protocols, int rolling) {
        long begun = System.nanoTime();
        Optional<EvaluateReport.Rolling> rolled = Optional.empty();
        for (Protocol protocol : protocols) {
            Split split = protocol.split(data);
            terminal.line("Protocol " + protocol.label() + ": " + split.tested().size() + " viewers are asked, "
                    + split.trainingData().events() + " events train");
            List<Tuner.Choice> chosen = tuned(protocol);
            List<Judged> judged = run.test(split, chosen);
            keep(protocol, split, chosen, judged);
            if (protocol == Protocol.LAST && rolling > 0) {
                rolled = Optional.of(new RollingRun(data, run, chosen, perViewer).run(judged, rolling));
            }
        }
        return new EvaluateReport(
                data.name(),
                data.items().size(),
                data.viewers().size(),
                seed,
                rows,
                paired.values().stream().findFirst().orElse(null),
                paired,
                rolled.orElse(null),
                trials,
                null,
                null,
                null,
                null,
                (System.nanoTime() - begun) / 1e9);
    }

    /** What each part of a list is worth on LAST, after one round: part that is off → row. */
    public Map<String, Row> ablation() {
        Split split = Protocol.LAST.split(data);
        Training training = split.training(content, seed);
        RoundResult round = Federation.round(training, RoundSettings.DEFAULT);
        return Ablation.rows(
                Federation.lists(training),
                round.itemModel(),
                Federation.bank(round),
                new Examiner(split.tested(), training.counts(), seed));
    }

    /**
     * What lists are worth when samples are of another size, after one round: protocol → size → row. The scorer's weights are those of
     * the default size.
     */
    public Map<String, Map<String, Row>> sizes(List<Protocol> protocols, List<Integer> sizes) {
        Map<String, Map<String, Row>> out = new LinkedHashMap<>();
        try (Progress progress = terminal.progress("sizes of the sample", (long) protocols.size() * sizes.size())) {
            for (Protocol protocol : protocols) {
                Split split = protocol.split(data);
                Training training = split.training(content, seed);
                Examiner examiner = new Examiner(split.tested(), training.counts(), seed);
                Map<String, Row> bySize = new LinkedHashMap<>();
                for (int size : sizes) {
                    RoundResult round = Federation.round(training, RoundSettings.DEFAULT, size);
                    Judged judged = examiner.examine(ProtocolRun.FEDERATED, "", Federation.shown(training, round));
                    bySize.put(
                            Integer.toString(size), Row.of(judged, data.items().size()));
                    progress.step();
                }
                out.put(protocol.label(), bySize);
            }
        }
        return out;
    }

    /** Settings of all baselines for a protocol, chosen once. */
    public List<Tuner.Choice> tuned(Protocol protocol) {
        return choices.computeIfAbsent(protocol, p -> run.tune(p.split(data), baselines));
    }

    private void keep(Protocol protocol, Split split, List<Tuner.Choice> chosen, List<Judged> judged) {
        Map<String, Row> table = new LinkedHashMap<>();
        judged.forEach(j -> table.put(j.model(), Row.of(j, data.items().size())));
        rows.put(protocol.label(), table);
        paired.put(protocol.label(), against(judged));
        Map<String, List<Trial>> tried = new LinkedHashMap<>();
        chosen.forEach(c -> tried.put(
                c.baseline().name(),
                c.trials().stream()
                        .map(t -> new Trial(t.setting().toString(), t.auc(), t.ndcg10()))
                        .toList()));
        trials.put(protocol.label(), tried);
        judged.forEach(j -> perViewer.write(protocol.label(), split.tested(), j));
    }

    private static Against against(List<Judged> judged) {
        Judged federated = judged.stream()
                .filter(j -> j.model().equals(ProtocolRun.FEDERATED))
                .findFirst()
                .orElseThrow();
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
                .filter(j -> EvaluateReport.isBaseline(j.model()))
                .max(Comparator.comparingDouble(j -> j.mean(by)))
                .orElseThrow();
    }
}

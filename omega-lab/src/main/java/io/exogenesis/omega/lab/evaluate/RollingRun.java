package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Against;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Mean;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Rolling;
import io.exogenesis.omega.lab.measure.Judgement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * LAST again with the k-th last liked title held out, k = 1 … K: one split's NDCG@10 is noisy. Settings stay those chosen for
 * k = 1. A viewer's values are averaged over the splits that ask it, and the intervals are over viewers: its splits are not
 * independent.
 */
final class RollingRun {
    private final Dataset data;
    private final ProtocolRun run;
    private final List<Tuner.Choice> choices;
    private final PerViewer perViewer;
    /** Model → viewer → judgements of the splits. */
    private final Map<String, Map<String, List<Judgement>>> all = new LinkedHashMap<>();

    private final Map<String, List<Mean>> bySplit = new LinkedHashMap<>();

    RollingRun(Dataset data, ProtocolRun run, List<Tuner.Choice> choices, PerViewer perViewer) {
        this.data = data;
        this.run = run;
        this.choices = choices;
        this.perViewer = perViewer;
    }

    /** @param first what LAST itself gave */
    Rolling run(List<Judged> first, int splits) {
        keep(Protocol.rolling(data, 1), first);
        for (int k = 2; k <= splits; k++) {
            Split split = Protocol.rolling(data, k);
            if (!split.tested().isEmpty()) {
                List<Judged> judged = run.test(split, choices);
                keep(split, judged);
                String label = Protocol.LAST.label() + "-" + k;
                judged.forEach(j -> perViewer.write(label, split.tested(), j));
            }
        }
        Map<String, Mean> means = new LinkedHashMap<>();
        bySplit.forEach((model, list) -> means.put(model, mean(list)));
        List<Mean> federated = bySplit.getOrDefault(ProtocolRun.FEDERATED, List.of());
        return new Rolling(
                federated.size(),
                means,
                federated.stream().map(Mean::ndcg10).toList(),
                federated.stream().map(Mean::auc).toList(),
                against(means));
    }

    private void keep(Split split, List<Judged> judged) {
        List<Case> tested = split.tested();
        for (Judged j : judged) {
            Map<String, List<Judgement>> viewers = all.computeIfAbsent(j.model(), m -> new LinkedHashMap<>());
            for (int k = 0; k < tested.size(); k++) {
                viewers.computeIfAbsent(tested.get(k).viewer(), v -> new ArrayList<>())
                        .add(j.judgements().get(k));
            }
            bySplit.computeIfAbsent(j.model(), m -> new ArrayList<>())
                    .add(new Mean(
                            j.mean(Judgement::auc),
                            j.mean(Judgement::aucPop),
                            j.mean(Judgement::ndcg10),
                            j.mean(Judgement::recall20)));
        }
    }

    private Against against(Map<String, Mean> means) {
        String byNdcg = best(means, Mean::ndcg10);
        String byAuc = best(means, Mean::auc);
        return new Against(
                byNdcg,
                Paired.interval(
                        perViewer(ProtocolRun.FEDERATED, Judgement::ndcg10), perViewer(byNdcg, Judgement::ndcg10)),
                byAuc,
                Paired.interval(perViewer(ProtocolRun.FEDERATED, Judgement::auc), perViewer(byAuc, Judgement::auc)));
    }

    private static String best(Map<String, Mean> means, ToDoubleFunction<Mean> by) {
        return means.entrySet().stream()
                .filter(e -> EvaluateReport.isBaseline(e.getKey()))
                .max(Comparator.comparingDouble(e -> by.applyAsDouble(e.getValue())))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    private double[] perViewer(String model, ToDoubleFunction<Judgement> of) {
        return all.getOrDefault(model, Map.of()).values().stream()
                .mapToDouble(list -> list.stream().mapToDouble(of).average().orElse(0))
                .toArray();
    }

    private static Mean mean(List<Mean> list) {
        return new Mean(
                list.stream().mapToDouble(Mean::auc).average().orElse(0),
                list.stream().mapToDouble(Mean::aucPop).average().orElse(0),
                list.stream().mapToDouble(Mean::ndcg10).average().orElse(0),
                list.stream().mapToDouble(Mean::recall20).average().orElse(0));
    }
}

package io.exogenesis.omega.lab.measure;

import java.util.List;

/**
 * What one viewer's ranking is worth. All values in [0, 1].
 *
 * @param auc share of the other unseen titles that stand below the held-out one
 * @param aucPop the same with the other titles weighted by their popularity
 * @param ndcg10 1 / log₂(1 + place) if the held-out title is among the first ten, else 0
 * @param recall20 1 if it is among the first twenty, else 0
 * @param top10 the first ten titles, as indices into the catalogue
 */
public record Judgement(double auc, double aucPop, double ndcg10, double recall20, List<Integer> top10) {
    public Judgement {
        top10 = List.copyOf(top10);
    }
}

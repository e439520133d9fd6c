package io.exogenesis.omega.core.bank;

import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The patterns of a bank by quality and support: ten columns of success rates, each a tenth wide, and a row for each step of {@link
 * #SUPPORTS}. A look at every pattern, when it is made.
 */
public final class BankMap {
    /** Columns: success rates from {@code q/10} up to the next; the last one has 1, too. */
    public static final int QUALITIES = 10;

    /** Least supporters of each row. A pattern of the bank has three at the least. */
    public static final List<Integer> SUPPORTS = List.of(3, 4, 6, 10, 20, 50, 100);

    private final List<List<ConsolidatedPattern>> cells = new ArrayList<>();
    private int onProbation;

    public BankMap(List<ConsolidatedPattern> patterns) {
        for (int i = 0; i < QUALITIES * SUPPORTS.size(); i++) {
            cells.add(new ArrayList<>());
        }
        for (ConsolidatedPattern p : patterns) {
            cells.get(place(quality(p), support(p))).add(p);
            onProbation += p.admission() == Admission.PROBATION ? 1 : 0;
        }
    }

    private static int place(int quality, int support) {
        return support * QUALITIES + quality;
    }

    private static int quality(ConsolidatedPattern p) {
        return Math.min(QUALITIES - 1, (int) (p.successRate() * QUALITIES));
    }

    private static int support(ConsolidatedPattern p) {
        int row = SUPPORTS.size() - 1;
        while (row > 0 && SUPPORTS.get(row) > p.supporters()) {
            row--;
        }
        return row;
    }

    /** Patterns that their juries have not confirmed yet. */
    public int onProbation() {
        return onProbation;
    }

    /** How many patterns there are at a column and a row, each from 0. */
    public int count(int quality, int support) {
        return cells.get(place(quality, support)).size();
    }

    /** Of these as many are on probation. */
    public int onProbation(int quality, int support) {
        return (int) cells.get(place(quality, support)).stream()
                .filter(p -> p.admission() == Admission.PROBATION)
                .count();
    }

    /** At most so many of them, those with the most supporters first. */
    public List<ConsolidatedPattern> patterns(int quality, int support, int most) {
        return cells.get(place(quality, support)).stream()
                .sorted(Comparator.comparingInt(ConsolidatedPattern::supporters)
                        .reversed()
                        .thenComparing(p -> p.id().value()))
                .limit(most)
                .toList();
    }
}

package io.exogenesis.omega.lab.baseline;

import java.util.List;

/**
 * The same list for everybody: the most watched first. Cremonesi, Koren, Turrin, "Performance of recommender algorithms on
 * top-N recommendation tasks", RecSys 2010, show how hard it is to beat.
 */
public final class PopularityBaseline implements Baseline {
    @Override
    public String name() {
        return "popularity";
    }

    @Override
    public List<Setting> grid() {
        return List.of(Setting.NONE);
    }

    @Override
    public Learned learn(Training training) {
        int[] counts = training.counts();
        float[] scores = new float[counts.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = counts[i];
        }
        return setting -> known -> scores.clone();
    }
}

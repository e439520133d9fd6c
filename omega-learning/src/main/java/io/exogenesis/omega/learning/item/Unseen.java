package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.vector.content.ContentSpace;

/** The titles a viewer has not seen, and statistics over them. */
final class Unseen {
    private static final double TINY = 1e-9;
    private final boolean[] seen;
    private final int count;

    Unseen(ContentSpace content, History history) {
        this.seen = new boolean[content.size()];
        int left = seen.length;
        for (HistoryItem item : history.items()) {
            int title = content.indexOf(item.item());
            if (title >= 0 && !seen[title]) {
                seen[title] = true;
                left--;
            }
        }
        this.count = left;
    }

    /** {@code target += weight·z(feature)}. */
    void addZ(float[] target, double weight, float[] feature) {
        double mean = mean(feature);
        double scale = weight / (deviation(feature, mean) + TINY);
        for (int j = 0; j < target.length; j++) {
            target[j] += (float) ((feature[j] - mean) * scale);
        }
    }

    /** The same, but only for titles where {@code support} is 0. */
    void addZ(float[] target, double weight, float[] feature, float[] support) {
        double mean = mean(feature);
        double scale = weight / (deviation(feature, mean) + TINY);
        for (int j = 0; j < target.length; j++) {
            target[j] += support[j] > 0 ? 0 : (float) ((feature[j] - mean) * scale);
        }
    }

    /** Where a value stands among a feature's: standard deviations above the mean. */
    double z(float[] feature, double value) {
        double mean = mean(feature);
        return (value - mean) / (deviation(feature, mean) + TINY);
    }

    /** {@code target += weight·asinh(z(feature))}. */
    void addAsinhZ(float[] target, double weight, float[] feature) {
        double mean = mean(feature);
        double scale = 1 / (deviation(feature, mean) + TINY);
        for (int j = 0; j < target.length; j++) {
            double z = (feature[j] - mean) * scale;
            double a = Math.abs(z);
            target[j] += (float) (weight * Math.copySign(Math.log(a + Math.sqrt(a * a + 1)), z));
        }
    }

    /** What was seen is never recommended. */
    float[] hideSeen(float[] scores) {
        for (int j = 0; j < scores.length; j++) {
            if (seen[j]) {
                scores[j] = Float.NEGATIVE_INFINITY;
            }
        }
        return scores;
    }

    private double mean(float[] feature) {
        double sum = 0;
        for (int j = 0; j < feature.length; j++) {
            sum += seen[j] ? 0 : feature[j];
        }
        return count == 0 ? 0 : sum / count;
    }

    private double deviation(float[] feature, double mean) {
        double sum = 0;
        for (int j = 0; j < feature.length; j++) {
            double d = seen[j] ? 0 : feature[j] - mean;
            sum += d * d;
        }
        return count == 0 ? 0 : Math.sqrt(sum / count);
    }
}

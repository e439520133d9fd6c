package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An item model in the order of a catalogue: title j of the catalogue is row j of everything here. What a title that the model
 * does not know gets from the model is 0. Immutable but for the cached denominators; shared by all viewers of a process.
 */
final class JoinedModel {
    /** Values that the widest kernel of dot products takes at once. */
    private static final int BLOCK = 32;

    final ItemModel model;
    final ContentSpace content;
    /** Row of the model by title of the catalogue, −1 if it has none. */
    final int[] rowOf;
    /** Title of the catalogue by row of the model, −1 if it is not in the catalogue. */
    final int[] titleOf;

    final float[] logSupport;
    final TitleFacts facts;
    final Common common;
    private final Int8Matrix vectors;
    private final Map<Double, float[]> denominators = new ConcurrentHashMap<>();

    JoinedModel(ItemModel model, ContentSpace content, TitleFacts facts) {
        if (facts.size() != content.size()) {
            throw new LearningException(facts + " do not fit " + content.size() + " titles");
        }
        this.model = model;
        this.content = content;
        this.facts = facts;
        this.rowOf = new int[content.size()];
        this.titleOf = new int[model.items()];
        this.logSupport = new float[content.size()];
        Arrays.fill(titleOf, -1);
        int d = model.rank();
        byte[] codes = new byte[content.size() * d];
        float[] scales = new float[content.size()];
        for (int j = 0; j < rowOf.length; j++) {
            int row = model.rowOf(content.id(j));
            rowOf[j] = row;
            if (row >= 0) {
                titleOf[row] = j;
                logSupport[j] = (float) Math.log1p(model.support(row));
                scales[j] = model.scales()[row];
                System.arraycopy(model.codes(), row * d, codes, j * d, d);
            }
        }
        this.vectors = Int8Matrix.over(d, codes, 0, scales);
        this.common = Common.of(logSupport, facts);
    }

    boolean joins(ItemModel otherModel, ContentSpace otherContent, TitleFacts otherFacts) {
        return model == otherModel && content == otherContent && facts == otherFacts;
    }

    /**
     * What is the same for every viewer.
     *
     * @param released 1 for a title with support, else 0
     * @param supportInYears ln(1 + support) minus its mean over titles of about the same year
     * @param genreShare share of the titles that have a genre
     * @param genreWeights by title, one for each of its genres: rare ones weigh more, squares sum to 1
     */
    record Common(float[] released, float[] supportInYears, double[] genreShare, float[][] genreWeights) {

        static Common of(float[] logSupport, TitleFacts facts) {
            double[] sums = new double[facts.span()];
            double[] counts = new double[sums.length];
            double[] share = new double[facts.genreCount()];
            for (int j = 0; j < logSupport.length; j++) {
                sums[facts.year(j)] += logSupport[j];
                counts[facts.year(j)]++;
                for (int g : facts.genres(j)) {
                    share[g] += 1.0 / logSupport.length;
                }
            }
            double[] usual = Years.means(sums, counts);
            float[] released = new float[logSupport.length];
            float[] beyond = new float[logSupport.length];
            float[][] genres = new float[logSupport.length][];
            for (int j = 0; j < logSupport.length; j++) {
                released[j] = logSupport[j] > 0 ? 1 : 0;
                beyond[j] = (float) (logSupport[j] - usual[facts.year(j)]);
                genres[j] = rareFirst(facts.genres(j), share);
            }
            return new Common(released, beyond, share, genres);
        }

        private static float[] rareFirst(int[] genres, double[] share) {
            float[] out = new float[genres.length];
            double squares = 0;
            for (int k = 0; k < out.length; k++) {
                out[k] = (float) -Math.log(share[genres[k]]);
                squares += out[k] * out[k];
            }
            for (int k = 0; k < out.length; k++) {
                out[k] /= (float) Math.sqrt(Math.max(squares, 1e-12));
            }
            return out;
        }
    }

    /** {@code qV}, d values. */
    float[] project(Query q) {
        float[] out = new float[model.rank()];
        for (int k = 0; k < q.size(); k++) {
            vectors.add(q.title(k), q.weight(k), out);
        }
        return out;
    }

    /** {@code S_λ} of a projected query, one value a title. */
    float[] plane(float[] projected, double lambda) {
        float[] damped = new float[projected.length];
        for (int k = 0; k < damped.length; k++) {
            damped[k] = (float) (projected[k] * gain(k, lambda));
        }
        float[] out = vectors.dots(damped);
        float[] below = denominators.computeIfAbsent(lambda, this::denominator);
        for (int j = 0; j < out.length; j++) {
            out[j] /= below[j];
        }
        return out;
    }

    /** Makes what {@link #plane} needs for these λ, which it would make itself. */
    void prepare(double... lambdas) {
        for (double lambda : lambdas) {
            denominators.computeIfAbsent(lambda, this::denominator);
        }
    }

    /** {@code qV_dV_dᵀ} of a projected query, one value a title. */
    float[] lowRank(float[] projected, int d) {
        // as wide as needed; in whole blocks, so that sums run in the same order as over the full width
        float[] damped = new float[Math.min(projected.length, (d + BLOCK - 1) / BLOCK * BLOCK)];
        System.arraycopy(projected, 0, damped, 0, Math.min(d, damped.length));
        return vectors.dots(damped);
    }

    private double gain(int k, double lambda) {
        return model.spectrum(k) / (model.spectrum(k) + lambda);
    }

    private float[] denominator(double lambda) {
        float[] gains = new float[model.rank()];
        for (int k = 0; k < gains.length; k++) {
            gains[k] = (float) gain(k, lambda);
        }
        float[] out = new float[content.size()];
        for (int j = 0; j < out.length; j++) {
            out[j] = (float) Math.max(1 - vectors.weightedSquares(j, gains), .001);
        }
        return out;
    }

    /** {@code qD}: directed pairs within a window; zeros if the model has no such plane. */
    float[] pairs(Query q, int window) {
        float[] out = new float[content.size()];
        model.pairs().stream().filter(p -> p.window() == window).findFirst().ifPresent(p -> {
            for (int k = 0; k < q.size(); k++) {
                int row = rowOf[q.title(k)];
                for (int at = row < 0 ? 0 : p.rowStart(row); row >= 0 && at < p.rowEnds()[row]; at++) {
                    int title = titleOf[p.columns()[at]];
                    if (title >= 0) {
                        out[title] += q.weight(k) * p.values()[at];
                    }
                }
            }
        });
        return out;
    }

    /** Content cosine of each title with the weighted sum of the query's titles. */
    static float[] cosines(ContentSpace content, Query q) {
        float[] sum = new float[content.size() == 0 ? 0 : content.mean().length];
        float[] title = new float[sum.length];
        for (int k = 0; k < q.size(); k++) {
            content.copyCentred(q.title(k), title, 0);
            io.exogenesis.omega.learning.linear.Vectors.addScaled(sum, q.weight(k), title);
        }
        return content.size() == 0
                ? new float[0]
                : content.int8().dots(io.exogenesis.omega.learning.linear.Vectors.normalised(sum));
    }

    /**
     * A viewer's history as the catalogue sees it, weighted: {@code w·(f + (1−f)·2^(−age/h))}, age in events.
     *
     * @param titles of the catalogue, oldest first; those it does not know are left out
     */
    record Query(int[] titles, float[] weights) {

        static Query of(ContentSpace content, History history, double halfLife, double floor) {
            int n = history.size();
            int[] titles = new int[n];
            float[] weights = new float[n];
            int kept = 0;
            for (int k = 0; k < n; k++) {
                HistoryItem item = history.items().get(k);
                int title = content.indexOf(item.item());
                if (title >= 0) {
                    titles[kept] = title;
                    double recency = floor + (1 - floor) * Math.pow(.5, (n - 1 - k) / halfLife);
                    weights[kept++] = (float) (item.weight() * recency);
                }
            }
            return new Query(Arrays.copyOf(titles, kept), Arrays.copyOf(weights, kept));
        }

        int size() {
            return titles.length;
        }

        int title(int k) {
            return titles[k];
        }

        float weight(int k) {
            return weights[k];
        }
    }
}

package io.exogenesis.omega.ear.foreign;

import io.exogenesis.omega.wire.v1.CatalogueItem;
import io.exogenesis.omega.wire.v1.Embedding;
import io.exogenesis.omega.wire.v1.ItemModel;
import io.exogenesis.omega.wire.v1.ItemPairs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Scores a catalogue for one history, sentence by sentence as docs/protocol.md, "Scoring", says. Plain and slow. */
public final class ForeignScorer {

    /** One watch of one title, oldest first; {@code weight} 1, .5 or .2. */
    public record Watched(String mediaId, double weight) {}

    private static final double ALL = Double.POSITIVE_INFINITY;
    private static final int[] LENGTHS = {1, 3, 10, 20, 40};
    private static final double TINY = 1e-9;

    private final List<CatalogueItem> titles;
    private final int n;
    private final Map<String, Integer> indexOf = new HashMap<>();
    private final double[][] content;
    /** V, one row a title; zeros for a title that the model does not know. */
    private final double[][] v;

    private final double[] spectrum;
    private final double[] support;
    private final List<ItemPairs> pairs;
    /** Row of the model by title, −1 if it has none. */
    private final int[] rowOf;

    private final int[] titleOf;
    private final int[] year;
    private final int years;
    private final int[][] genres;
    private final double[] share;
    private final double[][] genreWeights;

    /**
     * @param titles the whole catalogue
     * @param mean of the last page
     */
    public ForeignScorer(List<CatalogueItem> titles, List<Float> mean, ItemModel model) {
        this.titles = titles;
        this.n = titles.size();
        for (int j = 0; j < n; j++) {
            indexOf.put(titles.get(j).getId(), j);
        }
        content = new double[n][];
        for (int j = 0; j < n; j++) {
            content[j] = centred(titles.get(j).getEmbedding(), mean);
        }
        int d = model.getRank();
        spectrum = model.getSpectrumList().stream().mapToDouble(w -> w).toArray();
        pairs = model.getPairsList();
        v = new double[n][d];
        support = new double[n];
        rowOf = new int[n];
        Arrays.fill(rowOf, -1);
        titleOf = new int[model.getMediaIdsCount()];
        for (int row = 0; row < titleOf.length; row++) {
            int title = indexOf.getOrDefault(model.getMediaIds(row), -1);
            titleOf[row] = title;
            if (title >= 0) {
                rowOf[title] = row;
                support[title] = Math.log1p(model.getSupport(row));
                for (int k = 0; k < d; k++) {
                    v[title][k] = model.getCodes().byteAt(row * d + k) * (double) model.getScales(row);
                }
            }
        }
        int[] known = titles.stream()
                .mapToInt(CatalogueItem::getYear)
                .filter(y -> y != 0)
                .sorted()
                .toArray();
        int median = known.length == 0 ? 0 : known[known.length / 2];
        int first = known.length == 0 ? 0 : known[0];
        year = titles.stream()
                .mapToInt(t -> (t.getYear() == 0 ? median : t.getYear()) - first)
                .toArray();
        years = Arrays.stream(year).max().orElse(0) + 1;
        Map<String, Integer> number = new HashMap<>();
        genres = new int[n][];
        for (int j = 0; j < n; j++) {
            genres[j] = new LinkedHashSet<>(titles.get(j).getGenresList())
                    .stream()
                            .mapToInt(g -> number.computeIfAbsent(g, x -> number.size()))
                            .toArray();
        }
        share = new double[number.size()];
        for (int[] of : genres) {
            for (int g : of) {
                share[g] += 1.0 / n;
            }
        }
        genreWeights = new double[n][];
        for (int j = 0; j < n; j++) {
            double[] w = Arrays.stream(genres[j])
                    .mapToDouble(g -> -Math.log(share[g]))
                    .toArray();
            double length =
                    Math.sqrt(Math.max(1e-12, Arrays.stream(w).map(x -> x * x).sum()));
            genreWeights[j] = Arrays.stream(w).map(x -> x / length).toArray();
        }
    }

    /** One score a title, in the catalogue's order; negative infinity for what was watched. */
    public double[] scores(List<Watched> history) {
        boolean[] seen = new boolean[n];
        history.forEach(w -> {
            if (indexOf.containsKey(w.mediaId())) {
                seen[indexOf.get(w.mediaId())] = true;
            }
        });
        double[] out = history.isEmpty() ? support.clone() : blended(history, seen);
        for (int j = 0; j < n; j++) {
            out[j] = seen[j] ? Double.NEGATIVE_INFINITY : out[j];
        }
        return out;
    }

    private double[] blended(List<Watched> history, boolean[] seen) {
        double[] q2 = query(history, 2, 0);
        double[] q4 = query(history, 4, 0);
        double[] q8 = query(history, 8, .02);
        double[] q30 = query(history, 30, .05);
        double[] q150 = query(history, 150, .1);
        double[] all = query(history, ALL, 1);
        double[] plane8 = plane(q8, 500);
        double[] released = Arrays.stream(support).map(s -> s > 0 ? 1 : 0).toArray();
        Sum sum = new Sum(seen, history.size());
        sum.asinh(plane8, -.0343, .0289, .0467, .7025, .7946);
        sum.z(plane8, .1032, .0329, .0159, -.1459, -.1872);
        sum.z(plane(q8, 50), -.0521, .0060, .0269, .1039, .1307);
        sum.asinh(lowRank(q30, 16), .2594, .4009, .6060, .5196, .4867);
        sum.asinh(lowRank(q30, 64), .1034, .0784, .0871, .2154, .4026);
        sum.z(cosines(q2), -.0722, .0133, .0917, .2727, .2779);
        sum.z(support, .3911, -.2397, -1.0519, -.7806, -1.0471);
        sum.times(usualPopularity(q30, seen)).z(support, -.0396, -.0440, -.0907, .0266, .1530);
        sum.z(supportInYears(), .4474, .9977, 1.5711, .8777, .9309);
        sum.z(released, .1832, .1839, .3319, .4868, .3951);
        sum.asinh(pairs(q2, 5), .0132, -.0148, -.0065, .2201, .2094);
        sum.asinh(pairs(q4, 50), .1961, .1581, .1953, .1825, .1548);
        sum.z(byYear(q2), .0430, .1754, .3164, .2333, .2539);
        sum.unsupported(byYear(q150), .2765, .2834, .2974, .5216, .4830);
        sum.z(genres(q2), .0499, .0389, .0848, .1274, .1908);
        sum.unsupported(genreOdds(all), .0635, .1147, .1681, .2992, .2465);
        return sum.out;
    }

    private double[] query(List<Watched> history, double halfLife, double floor) {
        double[] q = new double[n];
        for (int k = 0; k < history.size(); k++) {
            Integer title = indexOf.get(history.get(k).mediaId());
            if (title != null) {
                double age = history.size() - 1 - k;
                q[title] += history.get(k).weight() * (floor + (1 - floor) * Math.pow(2, -age / halfLife));
            }
        }
        return q;
    }

    private double[] plane(double[] q, double lambda) {
        double[] qv = project(q);
        double[] out = new double[n];
        for (int j = 0; j < n; j++) {
            double above = 0;
            double below = 1;
            for (int k = 0; k < qv.length; k++) {
                double g = spectrum[k] / (spectrum[k] + lambda);
                above += qv[k] * g * v[j][k];
                below -= g * v[j][k] * v[j][k];
            }
            out[j] = above / Math.max(below, .001);
        }
        return out;
    }

    private double[] lowRank(double[] q, int d) {
        double[] qv = project(q);
        double[] out = new double[n];
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < Math.min(d, qv.length); k++) {
                out[j] += qv[k] * v[j][k];
            }
        }
        return out;
    }

    private double[] project(double[] q) {
        double[] qv = new double[spectrum.length];
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < qv.length && q[j] != 0; k++) {
                qv[k] += q[j] * v[j][k];
            }
        }
        return qv;
    }

    private double[] cosines(double[] q) {
        double[] sum = new double[384];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += q[j] * content[j][i];
            }
        }
        double length = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
        double[] out = new double[n];
        for (int j = 0; j < n && length > 1e-12; j++) {
            for (int i = 0; i < sum.length; i++) {
                out[j] += sum[i] / length * content[j][i];
            }
        }
        return out;
    }

    private double[] pairs(double[] q, int window) {
        double[] out = new double[n];
        for (ItemPairs plane : pairs) {
            for (int j = 0; j < n && plane.getWindow() == window; j++) {
                int row = q[j] == 0 ? -1 : rowOf[j];
                for (int at = row <= 0 ? 0 : plane.getRowEnds(row - 1); row >= 0 && at < plane.getRowEnds(row); at++) {
                    int later = titleOf[plane.getColumns(at)];
                    if (later >= 0) {
                        out[later] += q[j] * plane.getValues(at);
                    }
                }
            }
        }
        return out;
    }

    private double usualPopularity(double[] q30, boolean[] seen) {
        double sum = 0;
        double mass = TINY;
        for (int j = 0; j < n; j++) {
            sum += q30[j] * support[j];
            mass += q30[j];
        }
        Moments over = new Moments(support, seen);
        return Math.clamp(over.z(sum / mass), -3, 3) - 1.5;
    }

    private double[] supportInYears() {
        double[] sums = new double[years];
        double[] counts = new double[years];
        for (int j = 0; j < n; j++) {
            sums[year[j]] += support[j];
            counts[year[j]]++;
        }
        double[] out = new double[n];
        for (int j = 0; j < n; j++) {
            double sum = 0;
            double count = 0;
            for (int y = 0; y < years; y++) {
                sum += bell(y - year[j]) * sums[y];
                count += bell(y - year[j]) * counts[y];
            }
            out[j] = support[j] - sum / count;
        }
        return out;
    }

    private double[] byYear(double[] q) {
        double[] smooth = new double[years];
        double mass = TINY;
        for (int j = 0; j < n; j++) {
            mass += q[j];
            double within = 0;
            for (int y = 0; y < years; y++) {
                within += bell(y - year[j]);
            }
            for (int y = 0; y < years && q[j] != 0; y++) {
                smooth[y] += q[j] * bell(y - year[j]) / within;
            }
        }
        double[] out = new double[n];
        for (int j = 0; j < n; j++) {
            out[j] = Math.log(smooth[year[j]] / mass + .002);
        }
        return out;
    }

    private static double bell(int distance) {
        return Math.exp(-.5 * distance * distance / 9.0);
    }

    private double[] genres(double[] q) {
        double[] taste = new double[share.length];
        for (int j = 0; j < n; j++) {
            for (int g = 0; g < genres[j].length; g++) {
                taste[genres[j][g]] += q[j] * genreWeights[j][g];
            }
        }
        double[] out = new double[n];
        for (int j = 0; j < n; j++) {
            for (int g = 0; g < genres[j].length; g++) {
                out[j] += taste[genres[j][g]] * genreWeights[j][g];
            }
        }
        return out;
    }

    private double[] genreOdds(double[] q) {
        double[] watched = new double[share.length];
        double mass = 0;
        for (int j = 0; j < n; j++) {
            mass += q[j];
            for (int g : genres[j]) {
                watched[g] += q[j];
            }
        }
        double[] out = new double[n];
        for (int j = 0; j < n; j++) {
            for (int g : genres[j]) {
                out[j] += Math.log((watched[g] + 5 * share[g]) / (mass + 5) / (share[g] + .01));
            }
        }
        return out;
    }

    private static double[] centred(Embedding raw, List<Float> mean) {
        double[] c = new double[384];
        for (int i = 0; i < c.length; i++) {
            c[i] = raw.getCodes().byteAt(i) * (double) raw.getScale() - mean.get(i);
        }
        double length = Math.sqrt(Arrays.stream(c).map(x -> x * x).sum());
        return Arrays.stream(c).map(x -> length < 1e-12 ? 0 : x / length).toArray();
    }

    /** Mean and deviation over the titles that were not watched. */
    private static final class Moments {
        private final double mean;
        private final double deviation;

        Moments(double[] values, boolean[] seen) {
            List<Double> unseen = new ArrayList<>();
            for (int j = 0; j < values.length; j++) {
                if (!seen[j]) {
                    unseen.add(values[j]);
                }
            }
            mean = unseen.stream().mapToDouble(x -> x).average().orElse(0);
            deviation = Math.sqrt(unseen.stream()
                    .mapToDouble(x -> (x - mean) * (x - mean))
                    .average()
                    .orElse(0));
        }

        double z(double value) {
            return (value - mean) / (deviation + TINY);
        }
    }

    /** The weighted sum of features. */
    private final class Sum {
        private final double[] out = new double[n];
        private final boolean[] seen;
        private final int length;
        private double factor = 1;

        Sum(boolean[] seen, int length) {
            this.seen = seen;
            this.length = length;
        }

        /** The next feature counts so often. */
        Sum times(double by) {
            factor = by;
            return this;
        }

        void z(double[] feature, double... weights) {
            add(feature, x -> x, false, weights);
        }

        void asinh(double[] feature, double... weights) {
            add(feature, x -> Math.signum(x) * Math.log(Math.abs(x) + Math.sqrt(x * x + 1)), false, weights);
        }

        void unsupported(double[] feature, double... weights) {
            add(feature, x -> x, true, weights);
        }

        private void add(double[] feature, DoubleUnaryOperator shape, boolean onlyUnsupported, double[] weights) {
            Moments moments = new Moments(feature, seen);
            double weight = factor * at(length, weights);
            factor = 1;
            for (int j = 0; j < n; j++) {
                if (!onlyUnsupported || support[j] == 0) {
                    out[j] += weight * shape.applyAsDouble(moments.z(feature[j]));
                }
            }
        }

        private static double at(int n, double[] weights) {
            if (n <= LENGTHS[0]) {
                return weights[0];
            }
            for (int k = 1; k < LENGTHS.length; k++) {
                if (n <= LENGTHS[k]) {
                    double share =
                            Math.log(n / (double) LENGTHS[k - 1]) / Math.log(LENGTHS[k] / (double) LENGTHS[k - 1]);
                    return (1 - share) * weights[k - 1] + share * weights[k];
                }
            }
            return weights[weights.length - 1];
        }
    }
}

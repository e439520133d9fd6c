package io.exogenesis.omega.learning.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.exogenesis.omega.learning.movielens.MovieLens;
import io.exogenesis.omega.learning.movielens.Npz;
import io.exogenesis.omega.learning.movielens.Ruler;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the port against the reference program's intermediate arrays, step by step. Skipped where data or numpy is absent. */
class ReferenceTest {
    private static final ItemSettings SETTINGS = new ItemSettings(512, 1024, 1, Integer.MAX_VALUE, 30, 1);

    @TempDir
    private static Path folder;

    private static MovieLens data;
    private static List<MovieLens.Case> cases;
    private static Npz reference;
    private static ItemMemory memory;

    @BeforeAll
    static void runReference() throws IOException, InterruptedException {
        data = MovieLens.load();
        cases = data.holdOut(1);
        Path program = MovieLens.shared().resolve("reference/omega_reference.py");
        Path ratings = MovieLens.shared().resolve("data/ml-latest-small");
        Path log = folder.resolve("log");
        try {
            ProcessBuilder python = new ProcessBuilder(
                            "python3", program.toString(), ratings.toString(), "--dump", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            python.environment().put("OMP_NUM_THREADS", "2");
            python.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            Process run = python.start();
            boolean ended = run.waitFor(10, TimeUnit.MINUTES);
            assumeTrue(ended && run.exitValue() == 0, () -> "skipped: the reference did not run: " + lastLine(log));
        } catch (IOException e) {
            assumeTrue(false, "skipped: no python3 here: " + e.getMessage());
        }
        reference = Npz.read(folder.resolve("reference.npz"));
        List<WeightedSample> samples = new ArrayList<>();
        cases.forEach(
                c -> SampleSelector.select(c.history().items()).ifPresent(s -> samples.add(new WeightedSample(s, 1))));
        memory = ItemMemory.empty(SETTINGS).with(samples, SETTINGS);
    }

    private static String lastLine(Path log) {
        try {
            return Files.readAllLines(log).stream().reduce("no output", (a, b) -> b);
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    @Test
    void sampledSupport_isTheReferences() {
        double[] expected = reference.get("support").values();
        for (int j = 0; j < expected.length; j++) {
            assertThat(memory.support().getOrDefault(data.content().id(j), 0.0)).isEqualTo(expected[j]);
        }
    }

    // The sketch depends on the order of rows within its bound; its energy and its strongest directions do not.
    @Test
    void spectrumOfOurSketch_isCloseToTheReferences() {
        ItemModel model = new ItemModelBuilder(SETTINGS).build(memory, data.content(), 1);
        double[] expected = reference.get("spectrum").values();
        for (int k = 0; k < 200; k++) {
            assertThat((double) model.spectrum(k)).isCloseTo(expected[k], within(.03 * expected[k]));
        }
    }

    @Test
    void spectralStep_onTheReferencesSketch_isTheReferences() {
        ItemModelBuilder.Spectral ours = ItemModelBuilder.Spectral.of(
                referenceColumns(), centred(), reference.get("spectrum").shape()[0]);
        double[] spectrum = reference.get("spectrum").values();
        for (int k = 0; k < spectrum.length; k++) {
            assertThat((double) ours.spectrum()[k]).isCloseTo(spectrum[k], within(1e-3 * spectrum[k] + 1e-2));
        }
        Npz.Array v = reference.get("V");
        for (int k = 0; k < 20; k++) {
            double dot = 0;
            for (int j = 0; j < v.shape()[0]; j++) {
                dot += v.values()[j * v.shape()[1] + k] * ours.vectors().get(j)[k];
            }
            assertThat(Math.abs(dot)).as("direction " + k).isCloseTo(1, within(2e-3));
        }
    }

    @Test
    void blend_onTheReferencesModel_givesTheReferencesScores() {
        ItemModel model = referenceModel();
        ItemScorer scorer = new ItemScorer(ScorerWeights.VERSION_1);
        double[] users = reference.get("users").values();
        double lowest = 1;
        for (int k = 0; k < users.length; k += 10) {
            var history = cases.get((int) users[k]).history();
            float[] ours = scorer.scores(model, data.content(), data.facts(), history);
            double r = correlation(ours, reference.get("score").row(k));
            lowest = Math.min(lowest, r);
        }
        System.out.printf("lowest correlation of a viewer's scores with the reference's: %.5f%n", lowest);
        assertThat(lowest).isGreaterThan(.999);
    }

    @Test
    void wholePort_last_hasTheReferencesFigures() {
        ItemModel model = new ItemModelBuilder(SETTINGS).build(memory, data.content(), 1);
        ItemScorer scorer = new ItemScorer(ScorerWeights.VERSION_1);
        Ruler ruler = Ruler.measure(
                data.content(), cases, c -> scorer.scores(model, data.content(), data.facts(), c.history()));
        System.out.println("port, k = 1, all directions: " + ruler);
        assertThat(ruler.auc()).isCloseTo(.9275, within(.002));
        assertThat(ruler.aucPop()).isCloseTo(.8064, within(.004));
        assertThat(ruler.ndcg10()).isCloseTo(.0856, within(.005));
    }

    private static ItemModel referenceModel() {
        Npz.Array v = reference.get("V");
        int d = v.shape()[1];
        ContentSpace content = data.content();
        byte[] codes = new byte[content.size() * d];
        float[] scales = new float[content.size()];
        float[] support = new float[content.size()];
        for (int j = 0; j < scales.length; j++) {
            scales[j] = ItemModelBuilder.quantise(v.row(j), codes, j * d);
            support[j] = (float) reference.get("support").values()[j];
        }
        float[] spectrum = new float[d];
        for (int k = 0; k < d; k++) {
            spectrum[k] = (float) reference.get("spectrum").values()[k];
        }
        Map<io.exogenesis.omega.model.MediaId, Integer> rowOf =
                IntStream.range(0, content.size()).boxed().collect(Collectors.toMap(content::id, j -> j));
        List<PairPlane> pairs = memory.pairs().stream()
                .map(p -> p.plane(rowOf, Integer.MAX_VALUE))
                .toList();
        return new ItemModel(1, content.ids(), spectrum, codes, scales, support, pairs);
    }

    private static List<float[]> referenceColumns() {
        Npz.Array b = reference.get("sketch");
        List<float[]> out = new ArrayList<>();
        for (int j = 0; j < b.shape()[1]; j++) {
            float[] column = new float[b.shape()[0]];
            for (int k = 0; k < column.length; k++) {
                column[k] = (float) b.values()[k * b.shape()[1] + j];
            }
            out.add(column);
        }
        return out;
    }

    private static List<float[]> centred() {
        return IntStream.range(0, data.content().size())
                .mapToObj(data.content()::centred)
                .toList();
    }

    /** Pearson, over the titles that {@code a} does not hide. */
    private static double correlation(float[] a, float[] b) {
        double[] s = new double[5];
        int n = 0;
        for (int j = 0; j < a.length; j++) {
            if (a[j] == Float.NEGATIVE_INFINITY) {
                continue;
            }
            n++;
            s[0] += a[j];
            s[1] += b[j];
            s[2] += (double) a[j] * a[j];
            s[3] += (double) b[j] * b[j];
            s[4] += (double) a[j] * b[j];
        }
        return (s[4] - s[0] * s[1] / n) / Math.sqrt((s[2] - s[0] * s[0] / n) * (s[3] - s[1] * s[1] / n));
    }
}

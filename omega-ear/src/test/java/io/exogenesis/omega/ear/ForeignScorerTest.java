package io.exogenesis.omega.ear;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.exogenesis.omega.ear.foreign.ForeignScorer;
import io.exogenesis.omega.ear.foreign.ForeignScorer.Watched;
import io.exogenesis.omega.learning.item.ScorerWeights;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.CatalogueItem;
import io.exogenesis.omega.wire.v1.ItemModel;
import io.exogenesis.omega.wire.v1.ItemPairs;
import io.exogenesis.omega.wire.v1.MediaKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether the page on the protocol tells how to score: its formulas against the library, on a model of many corners. */
class ForeignScorerTest {
    private static final int TITLES = 150;
    /** The model knows fewer, and some that the catalogue lacks. */
    private static final int ROWS = 130;

    private static final int RANK = 70;
    private static final List<String> GENRES = List.of("Drama", "Comedy", "War", "Western", "Sci-Fi");

    private final Random random = new Random(11);

    @Test
    void historiesOfAnyLength_scoreAsTheLibrarysDo() {
        LibraryScores scores = new LibraryScores(titles(), mean(), model());
        for (int length : new int[] {0, 1, 2, 3, 7, 10, 15, 20, 30, 40, 60}) {
            List<Watched> history = new ArrayList<>();
            for (int k = 0; k < length; k++) {
                // now and then one that the catalogue does not know, and one seen before
                history.add(new Watched("t" + random.nextInt(TITLES + 5), new double[] {1, .5, .2}[random.nextInt(3)]));
            }
            scores.assertSameAsForeign(history);
        }
    }

    /** Would catch weights that were fitted anew while the page still tells the old ones. */
    @Test
    void weightsOnThePage_areThoseThatShip() throws IOException {
        List<List<Double>> onThePage = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "protocol.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 9 && Set.of("z", "asinh", "unsupported").contains(cells[2].strip())) {
                onThePage.add(Stream.of(cells)
                        .skip(3)
                        .limit(5)
                        .map(cell -> Double.valueOf(cell.strip().replace('−', '-')))
                        .toList());
            }
        }
        List<List<Double>> shipped = ScorerWeights.VERSION_3.values().values().stream()
                .map(weights -> Arrays.stream(weights).boxed().toList())
                .toList();
        assertThat(onThePage).containsExactlyInAnyOrderElementsOf(shipped);
        assertThat(ScorerWeights.VERSION_3.lengths()).containsExactly(1, 3, 10, 20, 40);
    }

    /** A viewer of somebody else has nothing of ours but what protoc makes of the contract. */
    @Test
    void foreignViewer_usesNothingOfOursButTheContract() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.exogenesis.omega.ear.foreign",
                        "io.exogenesis.omega.wire.v1",
                        "com.google.protobuf..",
                        "com.google.gson..",
                        "tech.kwik..",
                        "java..",
                        "javax.net..",
                        "org.jspecify..")
                .check(new ClassFileImporter().importPackagesOf(ForeignScorer.class));
    }

    private List<CatalogueItem> titles() {
        List<CatalogueItem> out = new ArrayList<>();
        for (int j = 0; j < TITLES; j++) {
            CatalogueItem.Builder item = CatalogueItem.newBuilder()
                    .setId("t" + j)
                    .setTitle("Title " + j)
                    .setYear(j % 9 == 0 ? 0 : 1950 + random.nextInt(70))
                    .setKind(MediaKind.MEDIA_KIND_MOVIE)
                    .setEmbedding(WireCodec.toWire(embedding()));
            for (int g = random.nextInt(4); g > 0; g--) {
                item.addGenres(GENRES.get(random.nextInt(GENRES.size())));
            }
            out.add(item.build());
        }
        return out;
    }

    private Embedding embedding() {
        float[] vector = new float[Embedding.DIMENSIONS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (.5 + random.nextGaussian());
        }
        return Embedding.of(vector);
    }

    private static List<Float> mean() {
        List<Float> mean = new ArrayList<>();
        for (int i = 0; i < Embedding.DIMENSIONS; i++) {
            mean.add(.02f);
        }
        return mean;
    }

    private ItemModel model() {
        byte[] codes = new byte[ROWS * RANK];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (random.nextInt(255) - 127);
        }
        ItemModel.Builder model =
                ItemModel.newBuilder().setVersion(1).setRank(RANK).setCodes(ByteString.copyFrom(codes));
        for (int k = 0; k < RANK; k++) {
            model.addSpectrum(2000f / (k + 1));
        }
        for (int row = 0; row < ROWS; row++) {
            model.addMediaIds(row < 10 ? "gone" + row : "t" + row)
                    .addScales(.001f)
                    .addSupport(row % 3 == 0 ? 0 : random.nextInt(50));
        }
        return model.addPairs(pairs(5)).addPairs(pairs(50)).build();
    }

    private ItemPairs pairs(int window) {
        ItemPairs.Builder pairs = ItemPairs.newBuilder().setWindow(window);
        for (int row = 0; row < ROWS; row++) {
            for (int k = random.nextInt(5); k > 0; k--) {
                pairs.addColumns(random.nextInt(ROWS)).addValues(random.nextFloat());
            }
            pairs.addRowEnds(pairs.getColumnsCount());
        }
        return pairs.build();
    }
}

package io.exogenesis.omega.vector.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import io.exogenesis.omega.vector.arithmetic.Int8Test;
import io.exogenesis.omega.vector.arithmetic.Vectors;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContentSpaceTest {
    private final Random random = new Random(11);
    private final float[][] raw = commonPartAndNoise(60);
    private final List<Embedding> embeddings =
            java.util.Arrays.stream(raw).map(Embedding::of).toList();
    private final List<MediaId> ids =
            IntStream.range(0, 60).mapToObj(i -> new MediaId("m" + i)).toList();

    // The reason for centring: a large common part hides the differences.
    @Test
    void centred_vectorsWithACommonPart_areSpreadAfterwards() {
        ContentSpace space = ContentSpace.of(ids, embeddings);
        assertThat(Vectors.cosine(raw[0], raw[1])).isGreaterThan(.8f);
        assertThat(Vectors.dot(space.centred(0), space.centred(1))).isLessThan(.3f);
        assertThat(Vectors.norm(space.centred(5))).isCloseTo(1, within(1e-5));
    }

    // Core and agent must speak of the same space, to the bit: the agent gets int8 embeddings and the mean.
    @Test
    void of_publishedMean_givesTheSameBitsAsTheCore() {
        ContentSpace core = ContentSpace.of(ids, embeddings);
        List<Embedding> received = embeddings.stream()
                .map(e -> Embedding.ofCodes(e.codes(), e.scale()))
                .toList();
        ContentSpace agent = ContentSpace.of(ids, received, core.mean());
        assertThat(agent.centredRows()).isEqualTo(core.centredRows());
        assertThat(agent.centre(raw[3])).isEqualTo(core.centre(raw[3]));
    }

    // An agent may hold a part of the catalogue only; its vectors are still the Core's.
    @Test
    void of_partOfTheCatalogueWithPublishedMean_keepsTheVectors() {
        ContentSpace core = ContentSpace.of(ids, embeddings);
        ContentSpace part = ContentSpace.of(ids.subList(10, 12), embeddings.subList(10, 12), core.mean());
        assertThat(part.centred(0)).isEqualTo(core.centred(10));
    }

    @Test
    void of_floatRows_isCloseToTheQuantisedOnes() {
        ContentSpace floats = ContentSpace.of(ids, raw);
        ContentSpace codes = ContentSpace.of(ids, embeddings);
        for (int i = 0; i < floats.size(); i++) {
            assertThat(Vectors.dot(floats.centred(i), codes.centred(i))).isGreaterThan(.999f);
        }
    }

    @Test
    void cosines_ofAllTitles_equalTheSingleOnesAndTheInt8Scan() {
        ContentSpace space = ContentSpace.of(ids, embeddings);
        float[] query = space.centred(4);
        float[] cosines = space.cosines(query);
        float[] scanned = space.int8().dots(query);
        for (int i = 0; i < space.size(); i++) {
            assertThat(cosines[i]).isCloseTo(Vectors.dot(space.centred(i), query), within(1e-5f));
            assertThat(scanned[i]).isCloseTo(cosines[i], within(.01f));
        }
        assertThat(cosines[4]).isCloseTo(1, within(1e-5f));
    }

    // Vectors are computed until they were asked for often, then kept: nobody may see when that is.
    @Test
    void cosines_askedForOftenOrOnce_sameBits() {
        ContentSpace kept = ContentSpace.of(ids, embeddings);
        float[] rows = kept.centredRows();
        ContentSpace space = ContentSpace.of(ids, embeddings);
        float[] query = Vectors.unit(raw[3]);
        for (int n = 0; n < 10; n++) {
            assertThat(space.cosines(query)).isEqualTo(kept.cosines(query));
            assertThat(space.cosine(n, query)).isEqualTo(kept.cosine(n, query));
            assertThat(space.centred(n)).isEqualTo(java.util.Arrays.copyOfRange(rows, n * 384, n * 384 + 384));
        }
        assertThat(space.int8().codes())
                .isEqualTo(Int8Matrix.quantise(60, 384, (row, into) -> System.arraycopy(rows, row * 384, into, 0, 384))
                        .codes())
                .isEqualTo(ContentSpace.of(ids, embeddings).int8().codes());
    }

    @Test
    void of_whatAnotherSpaceHad_isThatSpace() {
        ContentSpace first = ContentSpace.of(ids, embeddings);
        ContentSpace second = ContentSpace.of(ids, first.raw().orElseThrow(), first.mean(), first.int8());
        assertThat(second.int8().codes()).isEqualTo(first.int8().codes());
        assertThat(second.centredRows()).isEqualTo(first.centredRows());
        assertThat(ContentSpace.of(ids, raw).raw()).isEmpty();
    }

    @Test
    void indexOf_knownAndUnknown_isIndexOrMinusOne() {
        ContentSpace space = ContentSpace.of(ids, embeddings);
        assertThat(space.indexOf(new MediaId("m17"))).isEqualTo(17);
        assertThat(space.id(17)).isEqualTo(new MediaId("m17"));
        assertThat(space.indexOf(new MediaId("other"))).isEqualTo(-1);
    }

    @Test
    void of_oneTitle_resemblesNothingInsteadOfDividingByZero() {
        ContentSpace space = ContentSpace.of(ids.subList(0, 1), embeddings.subList(0, 1));
        assertThat(space.centred(0)).containsOnly(0);
        assertThat(space.cosines(space.centred(0))).containsExactly(0);
    }

    @Test
    void of_noTitles_isEmpty() {
        ContentSpace space = ContentSpace.of(List.of(), List.<Embedding>of());
        assertThat(space.size()).isZero();
        assertThat(space.mean()).hasSize(384).containsOnly(0);
        assertThat(space.centre(raw[0])).containsExactly(Vectors.unit(raw[0]), within(1e-6f));
    }

    @Test
    void accessors_giveCopies() {
        ContentSpace space = ContentSpace.of(ids, embeddings);
        float[] before = space.centred(0);
        space.centred(0)[0] = 7;
        space.centredRows()[0] = 7;
        space.mean()[0] = 7;
        assertThat(space.centred(0)).isEqualTo(before);
        assertThat(space.mean()[0]).isLessThan(1);
    }

    @Test
    void of_badInput_isRefused() {
        assertThatThrownBy(() -> ContentSpace.of(List.of(ids.get(0), ids.get(0)), embeddings.subList(0, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> ContentSpace.of(ids, embeddings.subList(0, 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ContentSpace.of(ids, embeddings, new float[3]))
                .isInstanceOf(IllegalArgumentException.class);
        float[] notFinite = new float[384];
        notFinite[9] = Float.NaN;
        assertThatThrownBy(() -> ContentSpace.of(ids, embeddings, notFinite))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ContentSpace.of(ids, embeddings).centre(new float[2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ContentSpace.of(ids, embeddings).centred(60))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private float[][] commonPartAndNoise(int n) {
        float[] common = Int8Test.gaussian(random, 384);
        float[][] rows = new float[n][];
        for (int r = 0; r < n; r++) {
            float[] noise = Int8Test.gaussian(random, 384);
            rows[r] = new float[384];
            for (int i = 0; i < 384; i++) {
                rows[r][i] = 3 * common[i] + noise[i];
            }
        }
        return rows;
    }
}

package io.exogenesis.omega.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;

class EmbeddingTest {

    @Property(tries = 200)
    void cosine_ofQuantised_isWithinFiveThousandthsOfTheFloats(
            @ForAll long seed, @ForAll @FloatRange(min = -1, max = 1) float mix) {
        Random random = new Random(seed);
        float[] a = gaussian(random);
        float[] b = gaussian(random);
        for (int i = 0; i < b.length; i++) {
            b[i] = mix * a[i] + (1 - Math.abs(mix)) * b[i];
        }
        assertThat((double) Embedding.of(a).cosine(Embedding.of(b))).isCloseTo(cosine(a, b), within(.005));
    }

    // The length must not matter: an embedder that does not normalise gives the same embedding.
    @Property(tries = 100)
    void of_aScaledVector_isTheSame(@ForAll long seed, @ForAll @IntRange(min = -6, max = 6) int exponent) {
        float[] a = gaussian(new Random(seed));
        float[] scaled = a.clone();
        for (int i = 0; i < a.length; i++) {
            scaled[i] *= (float) Math.pow(10, exponent);
        }
        for (int i = 0; i < a.length; i++) {
            assertThat((int) Embedding.of(scaled).code(i))
                    .isCloseTo(Embedding.of(a).code(i), within(1));
        }
        assertThat(Embedding.of(scaled).scale()).isCloseTo(Embedding.of(a).scale(), within(1e-6f));
    }

    // Whatever an agent makes must be taken by the Core: of() never yields what ofCodes() refuses.
    @Property(tries = 200)
    void ofCodes_takesWhateverOfMakes(@ForAll long seed, @ForAll @FloatRange(min = 0, max = 1) float spike) {
        float[] a = gaussian(new Random(seed));
        a[7] += 1e4f * spike;
        Embedding made = Embedding.of(a);
        assertThat(Embedding.ofCodes(made.codes(), made.scale()))
                .isEqualTo(made)
                .hasSameHashCodeAs(made);
        double squares = 0;
        for (float v : made.toFloats()) {
            squares += v * v;
        }
        assertThat(Math.sqrt(squares)).isCloseTo(1, within(.01));
    }

    // Would catch a rounding of ours that is another than the one by which everything on disks was made.
    @Property(tries = 300)
    void of_anyVector_codesAreRoundedHalvesUp(@ForAll long seed) {
        Random random = new Random(seed);
        float[] a = gaussian(random);
        a[0] = 254; // the largest: half a step is 1 then
        for (int i = 1; i < a.length; i += 2) {
            a[i] = random.nextInt(-253, 254);
            a[i] = random.nextBoolean() ? a[i] : random.nextBoolean() ? Math.nextUp(a[i]) : Math.nextDown(a[i]);
        }
        Embedding made = Embedding.of(a);
        byte[] copied = new byte[400];
        made.copyCodes(copied, 7);
        for (int i = 0; i < a.length; i++) {
            assertThat((int) made.code(i))
                    .isEqualTo(Math.round(a[i] / 254 * 127f))
                    .isEqualTo(copied[7 + i]);
        }
    }

    @Example
    void codes_areCopies() {
        Embedding made = Embedding.of(gaussian(new Random(1)));
        byte before = made.code(0);
        made.codes()[0]++;
        assertThat(made.code(0)).isEqualTo(before);
    }

    @Example
    void of_unusableVectors_isRefused() {
        assertThatThrownBy(() -> Embedding.of(new float[384])).hasMessageContaining("all zeros");
        assertThatThrownBy(() -> Embedding.of(new float[383])).hasMessageContaining("384 values, not 383");
        float[] nan = gaussian(new Random(1));
        nan[5] = Float.NaN;
        assertThatThrownBy(() -> Embedding.of(nan)).isInstanceOf(InvalidValueException.class);
        nan[5] = Float.POSITIVE_INFINITY;
        assertThatThrownBy(() -> Embedding.of(nan)).isInstanceOf(InvalidValueException.class);
    }

    private static float[] gaussian(Random random) {
        float[] vector = new float[Embedding.DIMENSIONS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }
}

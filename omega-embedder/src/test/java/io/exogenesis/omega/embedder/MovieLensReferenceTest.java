package io.exogenesis.omega.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.exogenesis.omega.vector.arithmetic.Vectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * Holds the embedder against recorded embeddings of real film titles, if they lie beside the tree. They were made with the
 * full-precision model, so a cosine of .99 is what quantisation leaves; over all 9,742 films the least is .980.
 *
 * <p>The recorded sentences put a leading article back ("Matrix, The (1999)" → "The Matrix (1999)", only when the year
 * follows), and keep the frame when a part is unknown ("Title (). Genres: .").
 */
class MovieLensReferenceTest {
    private static final Pattern TRAILING_ARTICLE = Pattern.compile("(.*), (The|A|An) (\\(\\d{4}\\))");
    private static final int EVERY = 61;

    @Test
    void embed_realTitles_agreesWithTheRecordedEmbeddings() throws IOException {
        Path shared = shared();
        Path movies = shared.resolve("data/ml-latest-small/movies.csv");
        Path recorded = shared.resolve("reference/ml-latest-small-minilm-int8.npz");
        assumeThat(movies).as("MovieLens lies beside the tree").exists();
        assumeThat(recorded).as("recorded embeddings lie beside the tree").exists();
        List<String> lines = Files.readAllLines(movies, StandardCharsets.UTF_8);
        byte[] codes = lastBytes(recorded, "vector.npy", (lines.size() - 1) * 384);
        int checked = 0;
        int close = 0;
        try (OnnxEmbedder embedder = MiniLmEmbedder.load()) {
            for (int film = 0; film < lines.size() - 1; film += EVERY) {
                float[] expected = new float[384];
                for (int i = 0; i < 384; i++) {
                    expected[i] = codes[film * 384 + i];
                }
                float cosine = Vectors.cosine(embedder.embed(sentence(lines.get(film + 1))), expected);
                assertThat(cosine).as(lines.get(film + 1)).isGreaterThan(.97f);
                checked++;
                close += cosine > .98f ? 1 : 0;
            }
        }
        assertThat((double) close / checked).isGreaterThan(.99);
    }

    private static String sentence(String csvLine) {
        String genres = csvLine.substring(csvLine.lastIndexOf(',') + 1);
        String title = csvLine.substring(csvLine.indexOf(',') + 1, csvLine.lastIndexOf(','));
        if (title.startsWith("\"")) {
            title = title.substring(1, title.length() - 1).replace("\"\"", "\"");
        }
        title = title.strip();
        Matcher article = TRAILING_ARTICLE.matcher(title);
        if (article.matches()) {
            title = article.group(2) + " " + article.group(1) + " " + article.group(3);
        }
        if (!title.matches(".*\\(\\d{4}\\)")) {
            title += " ()";
        }
        return title + ". Genres: " + (genres.startsWith("(no") ? "" : genres.replace("|", ", ")) + ".";
    }

    /** The data of an array file are its last bytes; what comes before is a header of varying length. */
    private static byte[] lastBytes(Path npz, String entry, int length) throws IOException {
        try (ZipFile zip = new ZipFile(npz.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(entry))) {
            byte[] all = in.readAllBytes();
            byte[] data = new byte[length];
            System.arraycopy(all, all.length - length, data, 0, length);
            return data;
        }
    }

    private static Path shared() {
        Path at = Path.of(System.getProperty("omega.root", System.getProperty("user.dir")))
                .toAbsolutePath();
        while (at.getParent() != null && !Files.isDirectory(at.resolveSibling("shared"))) {
            at = at.getParent();
        }
        return at.resolveSibling("shared");
    }
}

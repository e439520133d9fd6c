package io.exogenesis.omega.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.vector.arithmetic.Vectors;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderProvider;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxEmbedderTest extends EmbedderContract {
    private static final TinyModel TINY = TinyModel.usual();

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private static OnnxEmbedder embedder;

    @BeforeAll
    static void load() {
        embedder = OnnxEmbedder.load(TINY.in(shared));
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Override
    Embedder embedder() {
        return embedder;
    }

    @Override
    Embedder loadAnother() {
        return OnnxEmbedder.load(shared);
    }

    private float[] vector(String text, String... changes) {
        try (OnnxEmbedder loaded = OnnxEmbedder.load(TINY.in(directory, changes))) {
            return loaded.embed(text);
        }
    }

    private static float[] mean(String... pieces) {
        float[] sum = new float[384];
        for (String piece : pieces) {
            float[] state = TINY.state(piece);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += state[i];
            }
        }
        return Vectors.unit(sum);
    }

    private static void same(float[] actual, float[] expected) {
        assertThat(Vectors.cosine(actual, expected)).isCloseTo(1, within(1e-5f));
    }

    @Test
    void embed_poolingMean_isTheMeanOfAllStates() {
        same(vector("Lovely war.", "pooling=mean"), mean("[CLS]", "love", "##ly", "war", ".", "[SEP]"));
    }

    @Test
    void embed_poolingCls_isTheStateOfTheFirstMarker() {
        same(vector("Lovely war.", "pooling=cls"), mean("[CLS]"));
    }

    @Test
    void embed_outputOfOneVectorAText_isTakenAsItIs() {
        same(vector("a film", "output=sentence", "pooling=cls"), mean("[CLS]", "a", "film", "[SEP]"));
    }

    @Test
    void embed_casedModel_keepsCapitals() {
        same(vector("War war", "lowercase=false"), mean("[CLS]", "War", "war", "[SEP]"));
        same(vector("War war", "lowercase=true"), mean("[CLS]", "war", "war", "[SEP]"));
    }

    @Test
    void embed_beyondMaxPieces_isNotRead() {
        float[] cut = mean("[CLS]", "war", "war", "war", "war", "war", "war", "[SEP]");
        same(vector("war ".repeat(6) + "peace ".repeat(9), "max-pieces=8"), cut);
    }

    @Test
    void embed_graphThatAsksForTokenTypes_getsThem() {
        TinyModel typed = new TinyModel(384, TinyModel.PIECES.size(), "input_ids", "attention_mask", "token_type_ids");
        try (OnnxEmbedder loaded = OnnxEmbedder.load(typed.in(directory))) {
            same(loaded.embed("peace"), mean("[CLS]", "peace", "[SEP]"));
        }
    }

    @Test
    void load_vocabularyAsJson_givesTheSameVectors() throws IOException {
        String pieces = IntStream.range(0, TinyModel.PIECES.size())
                .mapToObj(id -> "\"" + TinyModel.PIECES.get(id) + "\": " + id)
                .collect(Collectors.joining(","));
        byte[] json = ("{\"model\": {\"type\": \"WordPiece\", \"vocab\": {" + pieces + "}}}").getBytes();
        TINY.in(directory, "vocabulary=tokenizer.json", "vocabulary.sha256=" + TinyModel.sha256(json));
        Files.write(directory.resolve("tokenizer.json"), json);
        try (OnnxEmbedder loaded = OnnxEmbedder.load(directory)) {
            assertThat(loaded.embed("lovely film")).isEqualTo(embedder.embed("lovely film"));
        }
    }

    @Test
    void loadDefault_directoryOfTheProperty_isTheDescribedModel() {
        System.setProperty(ModelFiles.DIRECTORY, shared.toString());
        try (Embedder loaded = EmbedderProvider.loadDefault()) {
            assertThat(loaded.name()).isEqualTo("tiny-mean");
        } finally {
            System.clearProperty(ModelFiles.DIRECTORY);
        }
    }

    // Each wrong line is told by file and key, on one line, before anything is embedded with it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name | name: is missing",
                "name=two words | name: 1 to 64",
                "name=ALL-minilm-L6-v2-q8 | name: is the name of the built-in model",
                "model=../tiny.onnx | model: the name of a file in the same directory",
                "model=/etc/tiny.onnx | model: the name of a file",
                "model=tiny.bin | model: the file's name must end with .onnx",
                "model.sha256=12 | model.sha256: 64 hex digits",
                "vocabulary=vocab.model | vocabulary: the file's name must end with .json or .txt",
                "vocabulary.sha256 | vocabulary.sha256: is missing",
                "pooling=max | pooling: mean or cls is needed, not \"max\"",
                "lowercase=yes | lowercase: true or false",
                "max-pieces=7 | max-pieces: 8 to 512",
                "max-pieces=513 | max-pieces: 8 to 512",
                "max-pieces=many | max-pieces: 8 to 512",
                "output=none | output: the graph has no none, only [states, sentence]",
                "dimension=384 | dimension: is not a known key",
            })
    void load_wrongLine_isToldByFileAndKey(String change, String told) {
        TINY.in(directory, change);
        assertThatThrownBy(() -> OnnxEmbedder.load(directory))
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining(told)
                .message()
                .hasLineCount(1)
                .matches(".*(" + ModelDescription.FILE + "|tiny.onnx): .*");
    }

    @Test
    void load_nameOf65Characters_isRefused() {
        TINY.in(directory, "name=" + "x".repeat(65));
        assertThatThrownBy(() -> OnnxEmbedder.load(directory)).hasMessageContaining("name: 1 to 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny.onnx", "vocab.txt"})
    void load_otherBytesThanDescribed_isRefused(String file) throws IOException {
        TINY.in(directory);
        byte[] bytes = Files.readAllBytes(directory.resolve(file));
        bytes[bytes.length / 2] ^= 1;
        Files.write(directory.resolve(file), bytes);
        assertThatThrownBy(() -> OnnxEmbedder.load(directory))
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("SHA-256");
    }

    @Test
    void load_fileMissing_isTold() throws IOException {
        TINY.in(directory);
        Files.delete(directory.resolve("vocab.txt"));
        assertThatThrownBy(() -> OnnxEmbedder.load(directory))
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining("vocab.txt does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "383,12,input_ids;attention_mask,383",
        "384,12,input_ids;attention_mask;pixels,pixels",
        "384,12,input_ids,input_ids"
    })
    void load_graphOfAnotherKind_isRefused(int dimensions, int rows, String inputs, String told) {
        new TinyModel(dimensions, rows, inputs.split(";")).in(directory);
        assertThatThrownBy(() -> OnnxEmbedder.load(directory))
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining("tiny.onnx")
                .hasMessageContaining(told);
    }

    // Would otherwise fail at the first text with a rare word, long after the start.
    @Test
    void load_vocabularyLargerThanTheModelsTable_isRefused() {
        new TinyModel(384, 11, "input_ids", "attention_mask").in(directory);
        assertThatThrownBy(() -> OnnxEmbedder.load(directory))
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining("vocabulary or max-pieces")
                .message()
                .hasLineCount(1);
    }

    @Test
    void load_noOnnxGraph_isRefused() throws IOException {
        byte[] text = "no graph".getBytes();
        TINY.in(directory, "model.sha256=" + TinyModel.sha256(text));
        Files.write(directory.resolve("tiny.onnx"), text);
        assertThatThrownBy(() -> OnnxEmbedder.load(directory))
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining("tiny.onnx: model: ONNX Runtime cannot use it")
                .message()
                .hasLineCount(1);
    }

    @Test
    void load_tokenizerOfAnotherKind_isRefused() throws IOException {
        byte[] json = "{\"model\": {\"type\": \"Unigram\", \"vocab\": [[\"[UNK]\", 0]]}}".getBytes();
        TINY.in(directory, "vocabulary=tokenizer.json", "vocabulary.sha256=" + TinyModel.sha256(json));
        Files.write(directory.resolve("tokenizer.json"), json);
        assertThatThrownBy(() -> OnnxEmbedder.load(directory))
                .isInstanceOf(EmbedderUnavailableException.class)
                .hasMessageContaining("tokenizer.json: vocabulary: a tokenizer of type WordPiece is needed");
    }

    @Test
    void read_notUtf8OrTooLong_isRefused() {
        byte[] latin = {'n', 'a', 'm', 'e', '=', (byte) 0xE9};
        byte[] endless = new byte[70_000];
        Arrays.fill(endless, (byte) '#');
        assertThatThrownBy(() -> ModelDescription.read("model.properties", latin))
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> ModelDescription.read("model.properties", endless))
                .hasMessageContaining("longer than");
    }
}

package io.exogenesis.omega.embedder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model's directory comes from elsewhere: its description and vocabulary are read, or refused in one line. */
class ModelReadersFuzzTest {
    static Stream<Arguments> descriptions() {
        String hash = "0f".repeat(32);
        String whole = "name=tiny\nmodel=a.onnx\nmodel.sha256=" + hash + "\nvocabulary=v.txt\nvocabulary.sha256=" + hash
                + "\npooling=cls\nlowercase=false\nmax-pieces=128\noutput=states\n";
        return seeds(whole, whole.replace("a.onnx", "../a.onnx"), "name=a\\u000ab", "\\u12", "k\\n\u001b=1", "name");
    }

    static Stream<Arguments> vocabularies() {
        String whole = "{\"type\":\"WordPiece\",\"vocab\":{\"[UNK]\":0,\"[CLS]\":1,\"[SEP]\":2,\"a\":3,\"\\u00e9\":4}}";
        return seeds(
                whole,
                whole.substring(0, 60),
                whole.replace("4", "4000000000"),
                whole.replace("4", "٣"),
                whole.replace("u00e9", "u00\n9"),
                "{\"type\":\"WordPiece\",\"vocab\":{\"a\":\n}}",
                "[UNK]\n[CLS]\r\n[SEP]\na",
                "");
    }

    private static Stream<Arguments> seeds(String... texts) {
        return Stream.of(texts).map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
    }

    @MethodSource("descriptions")
    @FuzzTest // must come last
    void description_anyBytes_aModelOrOneLine(byte[] bytes) {
        try {
            SentenceModel model = ModelDescription.read("model.properties", bytes);
            if (model.model().name().contains("/") || model.vocabulary().name().contains("\\")) {
                throw new AssertionError("leaves the directory: " + model);
            }
        } catch (EmbedderUnavailableException e) {
            oneLine(e.getMessage());
        }
    }

    @MethodSource("vocabularies")
    @FuzzTest // must come last
    void vocabulary_anyBytes_piecesOrOneLine(byte[] bytes) {
        for (String file : new String[] {"vocab.txt", "tokenizer.json"}) {
            try {
                new WordPiece(VocabularyReader.read(file, bytes), true).encode("a lovely film", 16);
            } catch (IllegalArgumentException e) {
                oneLine(e.getMessage());
            }
        }
    }

    private static void oneLine(String message) {
        if (message == null || message.lines().count() != 1) {
            throw new AssertionError("not one line: " + message);
        }
    }
}

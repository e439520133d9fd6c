package io.exogenesis.omega.embedder;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * The model's graph as ONNX Runtime has optimised it for this machine, kept between runs: a start then neither reads and hashes
 * the model nor optimises it, and the weights stay in the file that is mapped.
 *
 * <pre>
 * DIRECTORY/KEY-CRC.ort    KEY: hash of the model, version of ONNX Runtime, system and processor
 *                          CRC: CRC32C of the content, 8 hex digits; a file that does not fit its name is made anew
 * </pre>
 *
 * <p>The directory must be the owner's alone: what lies there is run. Where the system property {@value #DIRECTORY} names none,
 * nothing is kept. A directory that cannot be written costs the speed, not the embedder.
 */
final class GraphCache {
    /** System property: an existing directory that only the owner can write. */
    static final String DIRECTORY = "omega.model.cache";

    private static final System.Logger LOG = System.getLogger(GraphCache.class.getName());
    private static final String SUFFIX = ".ort";
    private static final String NOT_KEPT = "the graph of the embedder cannot be kept";

    private final OrtEnvironment environment;
    private final Optional<Path> directory;

    GraphCache(OrtEnvironment environment, Optional<Path> directory) {
        this.environment = environment;
        this.directory = directory;
    }

    static GraphCache ofEnvironment(OrtEnvironment environment) {
        return new GraphCache(
                environment,
                Optional.of(System.getProperty(DIRECTORY, ""))
                        .filter(name -> !name.isEmpty())
                        .map(Path::of)
                        .filter(Files::isDirectory));
    }

    /**
     * A session.
     *
     * @param weights the mapped file that the session reads its weights from: to be held as long as the session is open
     */
    record Opened(OrtSession session, Optional<ByteBuffer> weights) {}

    /** A session on the kept graph, else on the model, which is then kept. */
    Opened open(ModelFiles files, int threads) throws OrtException {
        Optional<ByteBuffer> kept = directory.flatMap(where -> kept(where, key(files.description())));
        if (kept.isPresent()) {
            try (OrtSession.SessionOptions options = options(threads)) {
                options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
                options.addConfigEntry("session.load_model_format", "ORT");
                options.addConfigEntry("session.use_ort_model_bytes_directly", "1");
                options.addConfigEntry("session.use_ort_model_bytes_for_initializers", "1");
                // Weights laid out anew are 11 MB more and .2 s of the start; long texts then take a third longer,
                // titles do not.
                options.addConfigEntry("session.disable_prepacking", "1");
                return new Opened(environment.createSession(kept.get(), options), kept);
            } catch (OrtException e) {
                LOG.log(
                        Level.WARNING,
                        "the kept graph of the embedder is of no use ({0}): it is made anew",
                        e.getMessage());
            }
        }
        return new Opened(openModel(files, threads), Optional.empty());
    }

    private OrtSession openModel(ModelFiles files, int threads) throws OrtException {
        Optional<Path> part =
                directory.flatMap(where -> tried(NOT_KEPT, () -> Files.createTempFile(where, "graph-", ".part")));
        try (OrtSession.SessionOptions options = options(threads)) {
            if (part.isPresent()) {
                options.setOptimizedModelFilePath(part.get().toString());
                options.addConfigEntry("session.save_model_format", "ORT");
            }
            Optional<Path> file = files.modelFile();
            OrtSession session = file.isPresent()
                    ? environment.createSession(file.get().toString(), options)
                    : environment.createSession(files.model(), options);
            part.ifPresent(written -> tried(
                    NOT_KEPT,
                    () -> Files.move(
                            written,
                            written.resolveSibling(name(written, key(files.description()))),
                            StandardCopyOption.ATOMIC_MOVE)));
            return session;
        } finally {
            part.ifPresent(written -> tried(written + " cannot be deleted", () -> Files.deleteIfExists(written)));
        }
    }

    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        // It warns that an optimised graph may not suit another processor: the key sees to that.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        // Waiting threads would otherwise burn a core each between two texts.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    /** The kept graph, mapped, if there is one that is whole. */
    private static Optional<ByteBuffer> kept(Path where, String key) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(where, key + "-*" + SUFFIX)) {
            for (Path file : files) {
                if (file.getFileName().toString().equals(name(file, key))) {
                    return Optional.of(map(file));
                }
                LOG.log(Level.WARNING, "{0} is damaged and will be made anew", file);
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the kept graph of the embedder cannot be read: {0}", e);
        }
        return Optional.empty();
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    /** Something done with a file that costs only the speed where it fails. */
    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }

    private static <T> Optional<T> tried(String failed, Step<T> step) {
        try {
            return Optional.of(step.run());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0}: {1}", failed, e);
            return Optional.empty();
        }
    }

    /* Read in pieces: a page of a mapped file that was looked at counts as memory of the process, and most are not needed again. */
    private static String name(Path file, String key) throws IOException {
        CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32C());
        try (in) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return String.format("%s-%08x%s", key, in.getChecksum().getValue(), SUFFIX);
    }

    private String key(SentenceModel model) {
        return model.model().sha256().substring(0, 12) + "-" + environment.getVersion() + "-"
                + plain(System.getProperty("os.name")) + "-" + plain(System.getProperty("os.arch"));
    }

    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9_.]", "");
    }
}

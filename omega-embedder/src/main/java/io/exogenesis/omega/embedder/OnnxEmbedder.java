package io.exogenesis.omega.embedder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Vectors;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.vector.embed.EmbeddingException;
import java.lang.ref.Reference;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A sentence model of {@link Embedding#DIMENSIONS} dimensions through ONNX Runtime; its vectors have length 1.
 *
 * <p>Thread-safe; concurrent callers run side by side, each on its own thread. One text at a time: a quantised model scales
 * its activations over the whole batch, so a neighbour in a batch would change a text's vector (MiniLM: cosine .991). Load it
 * once per process and share it: MiniLM holds about 60 MB outside the heap.
 *
 * <p>Source: Reimers and Gurevych, "Sentence-BERT" (2019), for the two poolings.
 */
public final class OnnxEmbedder implements Embedder {
    private final SentenceModel model;
    private final WordPiece wordPiece;
    private final OrtEnvironment environment;
    /** The session, and the memory that it reads its weights from. */
    private final GraphCache.Opened opened;

    private final GraphShape graph;
    /** Closing frees native memory, so it waits for running embeddings and is seen by later ones. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    /** One run a processor: more would only wait for each other, and each holds its buffers meanwhile. */
    private final Semaphore runs = new Semaphore(Runtime.getRuntime().availableProcessors());

    private boolean closed;

    private OnnxEmbedder(SentenceModel model, WordPiece wordPiece, OrtEnvironment environment, GraphCache.Opened opened)
            throws OrtException {
        this.model = model;
        this.wordPiece = wordPiece;
        this.environment = environment;
        this.opened = opened;
        this.graph = GraphShape.of(opened.session(), model);
    }

    /**
     * The model of the directory that the system property {@code omega.model.directory} names, as {@link #load(Path)} does it;
     * without that property MiniLM from the class path. Where {@code omega.model.cache} names a directory, the optimised graph
     * is kept there and the next start is faster ({@link GraphCache}).
     *
     * @throws EmbedderUnavailableException if the model is missing or damaged; there is no silent fallback
     */
    public static OnnxEmbedder load() {
        return load(ModelFiles.found(), 1);
    }

    /**
     * The model that {@code model.properties} in a directory describes: name, file of the ONNX graph, file of the WordPiece
     * vocabulary, their SHA-256, pooling, lowercase, max-pieces. A directory without that file holds MiniLM ({@link
     * MiniLmEmbedder#load(Path)}).
     *
     * @throws EmbedderUnavailableException in one line that names the file and the key that is wrong
     */
    public static OnnxEmbedder load(Path directory) {
        return load(ModelFiles.ofDirectory(directory), 1);
    }

    /* Vocabulary and graph are read side by side: each takes about as long as the other in a JVM that has just started. */
    static OnnxEmbedder load(ModelFiles files, int threads) {
        CompletableFuture<WordPiece> wordPiece = CompletableFuture.supplyAsync(() -> wordPiece(files));
        GraphCache.Opened opened = null;
        try {
            OrtEnvironment environment = OrtTelemetry.silentEnvironment();
            opened = GraphCache.ofEnvironment(environment).open(files, threads);
            OnnxEmbedder embedder = new OnnxEmbedder(files.description(), wordPiece.join(), environment, opened);
            embedder.tryOut(files);
            return embedder;
        } catch (EmbedderUnavailableException | CompletionException e) {
            closeQuietly(opened);
            throw e.getCause() instanceof EmbedderUnavailableException known ? known : e;
        } catch (OrtException | LinkageError e) {
            closeQuietly(opened);
            throw new EmbedderUnavailableException(notLoaded(files, e), e);
        }
    }

    private static String notLoaded(ModelFiles files, Throwable e) {
        return files.description().equals(MiniLmEmbedder.MODEL)
                ? "ONNX Runtime does not start on this machine: " + firstLine(e)
                        + ". It needs a writable java.io.tmpdir and native access (--enable-native-access=ALL-UNNAMED)."
                : files.shown(files.description().model()) + ": model: ONNX Runtime cannot use it: " + firstLine(e);
    }

    private static WordPiece wordPiece(ModelFiles files) {
        SentenceModel model = files.description();
        try {
            return new WordPiece(
                    VocabularyReader.read(model.vocabulary().name(), files.vocabulary()), model.lowercase());
        } catch (IllegalArgumentException e) {
            throw new EmbedderUnavailableException(
                    files.shown(model.vocabulary()) + ": vocabulary: " + e.getMessage(), e);
        }
    }

    /* The highest id at the most places: a vocabulary or a limit beyond the model's tables shows at the start, not at a title
    years later. The built-in model is known. */
    private void tryOut(ModelFiles files) {
        if (model.equals(MiniLmEmbedder.MODEL)) {
            return;
        }
        int[] pieces = new int[model.maxPieces()];
        Arrays.fill(pieces, wordPiece.highestId());
        try {
            run(pieces);
        } catch (OrtException | EmbeddingException e) {
            throw new EmbedderUnavailableException(
                    files.shown(model.model()) + ": model, vocabulary or max-pieces: " + pieces.length
                            + " pieces of number " + pieces[0] + " cannot be embedded: " + firstLine(e),
                    e);
        }
    }

    private static void closeQuietly(GraphCache.@Nullable Opened opened) {
        try {
            if (opened != null) {
                opened.session().close();
            }
        } catch (OrtException e) {
            // another failure is on its way to the caller
        }
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public float[] embed(String text) {
        int[] pieces = wordPiece.encode(text, model.maxPieces());
        lock.readLock().lock();
        try {
            if (closed) {
                throw new EmbeddingException("the embedder is closed");
            }
            runs.acquireUninterruptibly();
            try {
                return run(pieces);
            } finally {
                runs.release();
            }
        } catch (OrtException e) {
            throw new EmbeddingException(
                    "the model failed on a text of " + pieces.length + " pieces: " + firstLine(e), e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private float[] run(int[] pieces) throws OrtException {
        long[] ids = Arrays.stream(pieces).asLongStream().toArray();
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        long[] shape = {1, ids.length};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result =
                        opened.session().run(graph.inputs(input, mask, types), Set.of(graph.output()))) {
            return Vectors.unit(pooled(result.get(0).getValue()));
        }
    }

    private float[] pooled(Object output) {
        float[] vector = output instanceof float[][][] states
                ? model.pooling() == SentenceModel.Pooling.CLS ? states[0][0] : mean(states[0])
                : ((float[][]) output)[0];
        if (vector.length != Embedding.DIMENSIONS) {
            throw new EmbeddingException(
                    "the model gives " + vector.length + " dimensions, not " + Embedding.DIMENSIONS);
        }
        double norm = Vectors.norm(vector);
        if (!(norm > 0) || !Double.isFinite(norm)) {
            throw new EmbeddingException("the model gives a vector of length " + norm);
        }
        return vector;
    }

    private static float[] mean(float[][] states) {
        float[] mean = new float[states[0].length];
        for (float[] state : states) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += state[i];
            }
        }
        return mean;
    }

    /** Of the innermost cause: what went wrong in the native part is told there. */
    private static String firstLine(Throwable e) {
        Throwable cause = e.getCause();
        if (cause != null) {
            return firstLine(cause);
        }
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                opened.session().close();
                Reference.reachabilityFence(opened);
            }
        } catch (OrtException e) {
            throw new EmbeddingException("the model could not be closed: " + firstLine(e), e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * MiniLM-L6-v2, quantised to 8 bits, through ONNX Runtime: mean of the token states, length 1.
 *
 * <p>Thread-safe; concurrent callers run side by side, each on its own thread. One text at a time: the quantised model scales
 * its activations over the whole batch, so a neighbour in a batch would change a text's vector (cosine .991). About 200
 * short sentences per CPU-second. Load it once per process and share it: it holds about 60 MB outside the heap.
 *
 * <p>Source: Reimers and Gurevych, "Sentence-BERT" (2019); the model card's mean pooling and limit of 256 pieces.
 */
public final class MiniLmEmbedder implements Embedder {
    public static final String NAME = "all-MiniLM-L6-v2-q8";
    /** Pieces read of a text, both markers included: what the sentence model was trained for. The rest is cut off. */
    public static final int MAX_PIECES = 256;

    private final WordPiece wordPiece;
    private final OrtEnvironment environment;
    private final OrtSession session;
    /** Holds the memory that the session reads its weights from. */
    private final GraphCache.Opened opened;
    /** Closing frees native memory, so it waits for running embeddings and is seen by later ones. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    /** One run a processor: more would only wait for each other, and each holds its buffers meanwhile. */
    private final Semaphore runs = new Semaphore(Runtime.getRuntime().availableProcessors());

    private boolean closed;

    private MiniLmEmbedder(WordPiece wordPiece, OrtEnvironment environment, GraphCache.Opened opened) {
        this.wordPiece = wordPiece;
        this.environment = environment;
        this.session = opened.session();
        this.opened = opened;
    }

    /**
     * The model of this build, with one thread a text: from the directory that the system property {@code
     * omega.model.directory} names, else from the class path. Where {@code omega.model.cache} names a directory, the optimised
     * graph is kept there and the next start is faster ({@link GraphCache}).
     *
     * @throws EmbedderUnavailableException if the model is missing or damaged; there is no silent fallback
     */
    public static MiniLmEmbedder load() {
        return load(ModelFiles.found(), 1);
    }

    /**
     * The model from a directory that holds {@code all-minilm-l6-v2-q.onnx} and {@code all-minilm-l6-v2-q-tokenizer.json}.
     *
     * @throws EmbedderUnavailableException if a file is missing or is not the expected one
     */
    public static MiniLmEmbedder load(Path directory) {
        return load(ModelFiles.ofDirectory(directory), 1);
    }

    /** As {@link #load()}, with 1 to 4 threads working on one text. */
    public static MiniLmEmbedder load(int threadsPerText) {
        if (threadsPerText < 1 || threadsPerText > 4) {
            throw new IllegalArgumentException("1 to 4 threads work on a text, not " + threadsPerText);
        }
        return load(ModelFiles.found(), threadsPerText);
    }

    /* Vocabulary and graph are read side by side: each takes about as long as the other in a JVM that has just started. */
    private static MiniLmEmbedder load(ModelFiles files, int threads) {
        CompletableFuture<WordPiece> wordPiece = CompletableFuture.supplyAsync(
                () -> new WordPiece(VocabularyReader.read(new String(files.tokenizer(), StandardCharsets.UTF_8))));
        GraphCache.Opened opened = null;
        try {
            OrtEnvironment environment = OrtTelemetry.silentEnvironment();
            opened = GraphCache.ofEnvironment(environment).open(files, threads);
            return new MiniLmEmbedder(wordPiece.join(), environment, opened);
        } catch (CompletionException e) {
            closeQuietly(opened);
            throw e.getCause() instanceof EmbedderUnavailableException known ? known : e;
        } catch (OrtException | LinkageError e) {
            throw new EmbedderUnavailableException(
                    "ONNX Runtime does not start on this machine: " + firstLine(e)
                            + ". It needs a writable java.io.tmpdir and native access (--enable-native-access=ALL-UNNAMED).",
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
        return NAME;
    }

    @Override
    public float[] embed(String text) {
        int[] pieces = wordPiece.encode(text, MAX_PIECES);
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
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            float[][][] states = (float[][][]) result.get(0).getValue();
            return meanUnit(states[0]);
        }
    }

    private static float[] meanUnit(float[][] states) {
        float[] mean = new float[Embedding.DIMENSIONS];
        for (float[] state : states) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += state[i];
            }
        }
        return Vectors.unit(mean);
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
                session.close();
                Reference.reachabilityFence(opened);
            }
        } catch (OrtException e) {
            throw new EmbeddingException("the model could not be closed: " + firstLine(e), e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}

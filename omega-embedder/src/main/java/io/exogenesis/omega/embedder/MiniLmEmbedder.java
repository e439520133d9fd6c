package io.exogenesis.omega.embedder;

import io.exogenesis.omega.embedder.SentenceModel.ModelFile;
import io.exogenesis.omega.embedder.SentenceModel.Pooling;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import java.nio.file.Path;

/**
 * The built-in sentence model: MiniLM-L6-v2, quantised to 8 bits. About 200 short sentences per CPU-second.
 *
 * <p>Source: Reimers and Gurevych, "Sentence-BERT" (2019); the model card's mean pooling and limit of 256 pieces.
 */
public final class MiniLmEmbedder {
    public static final String NAME = EmbeddingModel.MINI_LM_NAME;
    /** Pieces read of a text, both markers included: what the sentence model was trained for. The rest is cut off. */
    public static final int MAX_PIECES = 256;

    static final SentenceModel MODEL = new SentenceModel(
            NAME,
            new ModelFile(
                    "all-minilm-l6-v2-q.onnx", "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1"),
            new ModelFile(
                    "all-minilm-l6-v2-q-tokenizer.json",
                    "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0"),
            Pooling.MEAN,
            true,
            MAX_PIECES,
            "");

    private MiniLmEmbedder() {}

    /**
     * MiniLM, whatever {@code omega.model.directory} names, with one thread a text: from the class path.
     *
     * @throws EmbedderUnavailableException if the model is missing or damaged; there is no silent fallback
     */
    public static OnnxEmbedder load() {
        return load(1);
    }

    /**
     * MiniLM from a directory that holds {@code all-minilm-l6-v2-q.onnx} and {@code all-minilm-l6-v2-q-tokenizer.json}.
     *
     * @throws EmbedderUnavailableException if a file is missing or is not the expected one
     */
    public static OnnxEmbedder load(Path directory) {
        return OnnxEmbedder.load(ModelFiles.ofDirectory(directory, MODEL), 1);
    }

    /** As {@link #load()}, with 1 to 4 threads working on one text. */
    public static OnnxEmbedder load(int threadsPerText) {
        if (threadsPerText < 1 || threadsPerText > 4) {
            throw new IllegalArgumentException("1 to 4 threads work on a text, not " + threadsPerText);
        }
        return OnnxEmbedder.load(ModelFiles.ofClassPath(MiniLmEmbedder.class.getClassLoader()), threadsPerText);
    }
}

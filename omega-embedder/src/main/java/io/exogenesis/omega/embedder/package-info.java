/**
 * Sentence embedders on ONNX Runtime. {@link OnnxEmbedder} runs a model that {@link SentenceModel} describes; the built-in one is
 * {@link MiniLmEmbedder}, any other is a directory with a description ({@link ModelDescription}).
 */
@NullMarked
package io.exogenesis.omega.embedder;

import org.jspecify.annotations.NullMarked;

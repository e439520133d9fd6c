/**
 * From a sentence to a place in space, and from a place to its neighbours. Core and agent share it.
 *
 * <p>Text becomes a vector in {@link io.exogenesis.omega.vector.MiniLmEmbedder} (MiniLM-L6-v2, quantised, through ONNX
 * Runtime, with a WordPiece of our own). {@link io.exogenesis.omega.vector.ContentSpace} centres the catalogue's vectors:
 * without the subtraction of the mean all titles look alike. {@link io.exogenesis.omega.vector.Int8} and {@link
 * io.exogenesis.omega.vector.Int8Matrix} are the hot arithmetic on codes, with the Vector API where the JVM offers it and
 * a scalar twin elsewhere. {@link io.exogenesis.omega.vector.ScanCopy} is an agent's memory in RAM: rows that come and go, and
 * a search that estimates all of them from one bit a coordinate before it compares a few. {@link
 * io.exogenesis.omega.vector.VectorIndex} keeps embeddings on disk or in memory (Lucene)
 * and answers filtered nearest-neighbour questions.
 *
 * <p>Third parties: Lucene, ONNX Runtime. No container, no socket, no clock.
 */
@NullMarked
package io.exogenesis.omega.vector;

import org.jspecify.annotations.NullMarked;

/** The sentence embedder all-MiniLM-L6-v2 on ONNX Runtime. */
@NullMarked
package io.exogenesis.omega.embedder;

import org.jspecify.annotations.NullMarked;

/** Arithmetic of quantised vectors: int8 rows, one-bit codes, rotations, the best rows of a scan. */
@NullMarked
package io.exogenesis.omega.vector.arithmetic;

import org.jspecify.annotations.NullMarked;

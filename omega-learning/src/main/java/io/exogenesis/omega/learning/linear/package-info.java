/**
 * The few dense kernels that the algorithms share, over EJML's symmetric eigenvalues. Matrices are arrays of rows.
 *
 * <p>Sums run in a fixed order, so that the same input gives the same bits on the same machine.
 */
@NullMarked
package io.exogenesis.omega.learning.linear;

import org.jspecify.annotations.NullMarked;

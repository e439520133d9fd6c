/**
 * What an item model has beyond the one before: the bytes that a Core sends in place of a snapshot.
 *
 * <p>A {@linkplain io.exogenesis.omega.wire.delta.DeltaChain chain} is a sequence of steps from one published model to the next. The
 * directions of a new model are turned against those of the last, so that no row keeps its codes; a step therefore carries one
 * {@linkplain io.exogenesis.omega.wire.delta.Turn turn} for all rows and of each row what differs from the turned row of before,
 * arithmetically coded. {@linkplain io.exogenesis.omega.wire.delta.SteadyModel Before it is published} a model is rounded to what
 * such a step can say. All arithmetic is of integers or of single IEEE operations: every machine comes to the same bytes. Third
 * parties: protobuf, zstd.
 */
@NullMarked
package io.exogenesis.omega.wire.delta;

import org.jspecify.annotations.NullMarked;

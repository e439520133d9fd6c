/**
 * The benchmarks behind {@code ./omega lab bench}.
 *
 * <p>A {@link io.exogenesis.omega.lab.bench.Benchmark} measures one group of targets and returns {@link
 * io.exogenesis.omega.lab.bench.Row}s; {@link io.exogenesis.omega.lab.bench.Benchmarks} finds it by its name. What needs a JVM
 * of its own (a heap limit, a cold start) runs in a {@link io.exogenesis.omega.lab.bench.Fork}. The machine is shared more
 * often than not, so the figures of computations are seconds of a processor, not of the wall.
 */
@NullMarked
package io.exogenesis.omega.lab.bench;

import org.jspecify.annotations.NullMarked;

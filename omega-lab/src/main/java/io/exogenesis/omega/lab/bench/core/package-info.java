/**
 * Benchmarks of a packaged Core: {@link io.exogenesis.omega.lab.bench.core.BenchCore} is a server process of its own, {@link
 * io.exogenesis.omega.lab.bench.core.BenchViewer} a viewer that speaks the sync protocol over loopback HTTP and has no agent, so
 * that the Core's time is what is measured.
 */
@NullMarked
package io.exogenesis.omega.lab.bench.core;

import org.jspecify.annotations.NullMarked;

package io.exogenesis.omega.lab.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to measure.
 *
 * @param runs independent runs of which the median is reported, ≥ 1; below 3 only to try something out
 * @param full also the sizes that take many minutes
 * @param seed of everything drawn
 * @param ratings a data set whose titles and viewers are used where a benchmark needs real ones; empty: the built-in titles and
 *     simulated viewers
 * @param peers also other systems, where they can be had
 * @param data an existing directory on the disk that is to be measured; benchmarks delete what they put there
 */
public record BenchOptions(int runs, boolean full, long seed, Optional<Path> ratings, boolean peers, Path data) {
    public BenchOptions {
        if (runs < 1) {
            throw new BenchException("a benchmark has at least one run, not " + runs);
        }
    }
}

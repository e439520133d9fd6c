package io.exogenesis.omega.lab.net;

import java.util.List;

/**
 * What to measure.
 *
 * @param rtts round trips of paths, milliseconds
 * @param losses percent, of each path
 * @param engines of QUIC
 * @param trials a cell
 * @param seed of losses
 */
public record QuicOptions(List<Integer> rtts, List<Double> losses, List<String> engines, int trials, long seed) {
    public QuicOptions {
        rtts = List.copyOf(rtts);
        losses = List.copyOf(losses);
        engines = List.copyOf(engines);
    }
}

package io.exogenesis.omega.lab.simulate;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What to simulate.
 *
 * @param cores {@code quic://host:port}, in the order in which a viewer tries them
 * @param viewers how many
 * @param syncInterval of each
 * @param duration of what is measured
 * @param dial a new connection for each sync, instead of one held by each viewer
 * @param network of all viewers
 * @param malicious share of viewers that push one made-up taste
 * @param data the directory of the Core, for its administrator's token
 * @param engine of QUIC, on the viewers' side
 * @param heed whether viewers wait as long as the Core tells them, instead of the interval
 * @param restartCore whether the Core's process is killed after half of the duration; somebody has to start it again
 * @param seed of times, tastes and losses
 */
public record SimulateOptions(
        List<URI> cores,
        int viewers,
        Duration syncInterval,
        Duration duration,
        boolean dial,
        Network network,
        double malicious,
        Path data,
        String engine,
        boolean heed,
        boolean restartCore,
        long seed) {
    public SimulateOptions {
        cores = List.copyOf(cores);
    }

    /**
     * A path between viewers and Core.
     *
     * @param rttMs round trip, milliseconds
     * @param loss percent of datagrams, each way
     */
    public record Network(int rttMs, double loss) {
        /** Whether datagrams pass a relay. */
        boolean emulated() {
            return rttMs > 0 || loss > 0;
        }
    }
}

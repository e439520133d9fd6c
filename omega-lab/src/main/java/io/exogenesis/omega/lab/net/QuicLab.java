package io.exogenesis.omega.lab.net;

import io.exogenesis.omega.lab.bench.BenchDirectory;
import io.exogenesis.omega.lab.bench.Machine;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.relay.NetworkPath;
import io.exogenesis.omega.relay.Relay;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/** Measures cell by cell: one trial after the other, so that each has the machine for itself. */
public final class QuicLab {
    /** For the dial and for the answer, each: several times what the worst path of the table takes with every segment lost twice. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Before anything is measured: until most of the code of both ends is compiled. */
    private static final int WARM_UP = 50;

    /** The engine without resumption. */
    private static final String NO_SESSIONS = "jetty";

    private static final String CONGESTION_CONTROL =
            "CUBIC in both QUIC engines (Netty: quiche's default; Jetty sets it), initial window of ten packets;"
                    + " TCP's losses are modelled (RACK, tail loss probe, timeouts of Linux), its congestion window is not";

    private static final System.Logger LOG = System.getLogger(QuicLab.class.getName());

    private final Terminal terminal;
    private final InstantSource clock;

    public QuicLab(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    /** @param below an existing directory, for what exists during the run */
    public QuicReport run(QuicOptions options, Path below) {
        Machine machine = Machine.here(clock);
        Instant begun = clock.instant();
        FirstSync sync = FirstSync.make(options.seed());
        List<QuicReport.Cell> cells = new ArrayList<>();
        List<Way> ways = new ArrayList<>();
        try (BenchDirectory directory = new BenchDirectory(below)) {
            ServerIdentity identity = ServerIdentity.make(directory.path());
            try {
                for (String engine : options.engines()) {
                    for (QuicWay.Kind kind : kinds(engine)) {
                        ways.add(new QuicWay(kind, QuicEngine.named(engine), sync, identity));
                    }
                }
                ways.add(new TcpWay(false, sync, identity));
                ways.add(new TcpWay(true, sync, identity));
                ways.forEach(this::warmUp);
                for (int rtt : options.rtts()) {
                    for (double loss : options.losses()) {
                        ways.forEach(way -> cells.add(cell(way, rtt, loss, options)));
                    }
                }
            } finally {
                ways.forEach(Way::close);
            }
        }
        return new QuicReport(
                machine,
                FirstSync.size(sync.questions()),
                FirstSync.size(sync.answers()),
                CONGESTION_CONTROL,
                cells,
                options.engines().contains(NO_SESSIONS)
                        ? List.of("quic-resumed and quic-0rtt of " + NO_SESSIONS + ", which keeps no sessions")
                        : List.of(),
                Duration.between(begun, clock.instant()).toMillis() / 1e3);
    }

    private static List<QuicWay.Kind> kinds(String engine) {
        return engine.equals(NO_SESSIONS) ? List.of(QuicWay.Kind.FULL) : List.of(QuicWay.Kind.values());
    }

    private void warmUp(Way way) {
        try (Relay relay = way.relay(NetworkPath.PERFECT, 0);
                Progress progress = terminal.progress("warm " + way.transport() + " " + way.engine(), WARM_UP)) {
            way.prepare(relay.address());
            for (int n = 0; n < WARM_UP; n++) {
                way.trial(relay.address());
                progress.step();
            }
        }
    }

    private QuicReport.Cell cell(Way way, int rtt, double loss, QuicOptions options) {
        // microseconds, three digits
        Histogram times = new Histogram(2 * PATIENCE.toNanos() / 1_000, 3);
        String label = String.format(Locale.ROOT, "%d ms %.1f %% %s %s", rtt, loss, way.transport(), way.engine());
        int failed = 0;
        int repeated = 0;
        long early = way.early();
        // The same losses for each way of a path, as far as they send alike.
        long seed = Objects.hash(options.seed(), rtt, loss);
        try (Relay relay = way.relay(NetworkPath.PERFECT, seed);
                Progress progress = terminal.progress(label, options.trials())) {
            way.prepare(relay.address());
            early = way.early();
            relay.path(NetworkPath.of(Duration.ofMillis(rtt), loss / 100));
            while (times.getTotalCount() < options.trials()) {
                try {
                    times.recordValue(way.trial(relay.address()) / 1_000);
                } catch (OtherHandshakeException e) {
                    if (++repeated > options.trials()) {
                        throw new NetException(label + ": hardly any trial has its handshake", e);
                    }
                    continue;
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.WARNING, "{0}: {1}", label, e);
                    failed++;
                    times.recordValue(PATIENCE.toNanos() / 1_000);
                }
                progress.step();
            }
        }
        return new QuicReport.Cell(
                rtt,
                loss,
                way.transport(),
                way.engine(),
                options.trials(),
                times.getValueAtPercentile(50) / 1e3,
                times.getValueAtPercentile(95) / 1e3,
                failed,
                way.resumes() ? options.trials() - failed : 0,
                way.early() - early,
                repeated);
    }
}

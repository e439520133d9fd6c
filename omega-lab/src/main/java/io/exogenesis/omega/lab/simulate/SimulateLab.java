package io.exogenesis.omega.lab.simulate;

import io.exogenesis.omega.lab.bench.Machine;
import io.exogenesis.omega.lab.load.Outcome;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminClient;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.quic.Pin;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A run: enrol, connect, measure, let outboxes drain, compare the books. */
public final class SimulateLab {
    /** First syncs at once, while connections are opened. */
    private static final int RAMP_AT_ONCE = 64;

    /** For outboxes to drain, and for a Core to be back. */
    private static final Duration DRAIN = Duration.ofMinutes(3);

    private static final long DRAIN_PAUSE_NANOS = 500_000_000;

    private final Terminal terminal;
    private final InstantSource clock;

    public SimulateLab(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    /** @throws SimulateException if there is no Core, or its viewers cannot get in */
    public SimulateReport run(SimulateOptions options) {
        CoreDirectory data = new CoreDirectory(options.data());
        Bootstrap core = bootstrap(data);
        Machine machine = Machine.here(clock);
        KeptViewers file = new KeptViewers(options.data());
        try (AdminClient admin = new AdminClient(core);
                Endpoints endpoints = new Endpoints(options, new Pin(core.pin()))) {
            long begun = System.nanoTime();
            List<KeptViewers.Kept> kept = file.read();
            int before = Math.min(kept.size(), options.viewers());
            kept.addAll(new Enroller(core, admin, terminal).enrol(options.viewers() - before));
            file.write(kept);
            SimulateReport.Enrolment enrolment =
                    new SimulateReport.Enrolment(before, options.viewers() - before, (System.nanoTime() - begun) / 1e9);
            Refusals refusals = new Refusals();
            Pushes pushes = new Pushes(options.seed(), (int) Math.round(options.malicious() * options.viewers()));
            SimViewer.World world = new SimViewer.World(endpoints, pushes, refusals, options.dial());
            List<SimViewer> viewers = new ArrayList<>(options.viewers());
            for (int n = 0; n < options.viewers(); n++) {
                viewers.add(new SimViewer(n, kept.get(n), world));
            }
            try (LedgerKeeper keeper = new LedgerKeeper(file, kept, viewers)) {
                return measured(options, data, viewers, refusals, machine, enrolment);
            }
        }
    }

    private static Bootstrap bootstrap(CoreDirectory data) {
        return data.bootstrap()
                .orElseThrow(() -> new SimulateException(
                        "no Core is ready on " + data.path() + ": start one there, or name its directory with --data"));
    }

    private SimulateReport measured(
            SimulateOptions options,
            CoreDirectory data,
            List<SimViewer> viewers,
            Refusals refusals,
            Machine machine,
            SimulateReport.Enrolment enrolment) {
        Optional<Footprint> idle = footprint(data);
        ramp(viewers);
        int held = (int) viewers.stream().filter(SimViewer::held).count();
        Optional<Footprint> connected = footprint(data);
        refusals.forget();
        Footprint client = Footprint.of(ProcessHandle.current());

        AtomicInteger restarts = new AtomicInteger();
        LoadRun load = new LoadRun(options, viewers, terminal);
        long begun = System.nanoTime();
        LoadLog log = load.run(() -> {
            if (options.restartCore()) {
                kill(data);
                restarts.incrementAndGet();
            }
        });
        double seconds =
                Math.max((System.nanoTime() - begun) / 1e9, options.duration().toMillis() / 1e3);
        Optional<Footprint> loaded = footprint(data);
        Footprint clientAfter = Footprint.of(ProcessHandle.current());

        drain(viewers);
        Books books = books(data, viewers);
        return new SimulateReport(
                machine,
                viewers.size(),
                held,
                options.engine(),
                options.dial(),
                options.syncInterval().toMillis() / 1e3,
                options.duration().toMillis() / 1e3,
                options.network(),
                log.served(),
                log.refused(),
                refusals.counts(),
                log.failed(),
                load.steered(),
                books.acknowledged(),
                books.lost(),
                books.doubled(),
                books.unacknowledged(),
                restarts.get(),
                log.latencies(),
                log.served() / (options.duration().toMillis() / 1e3),
                server(idle, connected, loaded, held),
                new SimulateReport.Client(clientAfter.cpuSeconds() - client.cpuSeconds(), clientAfter.rssBytes()),
                enrolment,
                log.timeline());
    }

    private static Optional<Footprint> footprint(CoreDirectory data) {
        return data.running().map(Footprint::of);
    }

    private static SimulateReport.Server server(
            Optional<Footprint> idle, Optional<Footprint> connected, Optional<Footprint> loaded, int held) {
        boolean same = connected.isPresent()
                && loaded.isPresent()
                && connected.get().pid() == loaded.get().pid();
        @Nullable Long each = null;
        if (held > 0 && idle.isPresent() && connected.isPresent()) {
            Long from = idle.get().rssBytes();
            Long to = connected.get().rssBytes();
            each = from == null || to == null ? null : Long.valueOf((to - from) / held);
        }
        return new SimulateReport.Server(
                same
                        ? Double.valueOf(
                                loaded.get().cpuSeconds() - connected.get().cpuSeconds())
                        : null,
                loaded.map(Footprint::rssBytes).orElse(null),
                each);
    }

    /**
     * Opens the connections with a first sync that pushes, so that both sides' code is warm. The first viewer pulls the bank; the others go
     * on from there, as viewers do that were here before.
     */
    private void ramp(List<SimViewer> viewers) {
        SimViewer first = viewers.getFirst();
        if (first.sync(false) != Outcome.SERVED) {
            throw new SimulateException("the Core does not serve the first viewer's sync: it is not reachable over QUIC"
                    + " at --core, or does not know the viewers that were kept (delete DATA/simulate/viewers.tsv)");
        }
        List<SimViewer> others = viewers.subList(1, viewers.size());
        try (Workers workers = new Workers(RAMP_AT_ONCE);
                Progress progress = terminal.progress("viewers connected", viewers.size())) {
            progress.step();
            long failed = workers
                    .all(others, viewer -> {
                        viewer.since(first);
                        Outcome outcome = viewer.sync(true);
                        progress.step();
                        return outcome;
                    })
                    .stream()
                    .filter(o -> o != Outcome.SERVED)
                    .count();
            if (failed > 0) {
                terminal.line("  " + failed + " viewers were not served at once; they come again with the load");
            }
        }
    }

    private void kill(CoreDirectory data) {
        data.running().ifPresent(process -> {
            terminal.line("  kill -9 of the Core, process " + process.pid());
            process.destroyForcibly();
        });
    }

    /** Syncs without anything new until every outbox is empty. */
    private void drain(List<SimViewer> viewers) {
        long end = System.nanoTime() + DRAIN.toNanos();
        List<SimViewer> waiting = viewers.stream().filter(SimViewer::waits).toList();
        if (waiting.isEmpty()) {
            return;
        }
        try (Workers workers = new Workers(RAMP_AT_ONCE);
                Progress progress = terminal.progress("outboxes drained", waiting.size())) {
            int all = waiting.size();
            while (!waiting.isEmpty() && System.nanoTime() < end) {
                workers.all(waiting, viewer -> viewer.sync(false));
                waiting = waiting.stream().filter(SimViewer::waits).toList();
                progress.at((long) all - waiting.size());
                if (!waiting.isEmpty()) {
                    LockSupport.parkNanos(DRAIN_PAUSE_NANOS);
                }
            }
        }
    }

    /** By the bootstrap file of now: a Core that was started again has another token. */
    private Books books(CoreDirectory data, List<SimViewer> viewers) {
        try (AdminClient admin = new AdminClient(bootstrap(data))) {
            return Books.compared(viewers, admin, terminal);
        }
    }
}

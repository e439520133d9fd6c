package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Tastes;
import io.exogenesis.omega.lab.load.OpenLoop;
import io.exogenesis.omega.lab.load.Outcome;
import io.exogenesis.omega.lab.load.Timeline;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.quic.KeyTrust;
import io.exogenesis.omega.quic.Pin;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The peer of syncs over QUIC: the same over HTTPS on connections that are kept, one request a sync, by an open loop. */
final class HttpsSyncs {
    /** Each has 16 pushes of four patterns in an epoch. */
    private static final int VIEWERS = 5_000;

    private static final int EACH = 4;
    private static final int TASTES = 200;
    private static final double CLOSE = .95;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    private HttpsSyncs() {}

    /** Milliseconds, by run; infinite if more than a twentieth was not served. */
    static double[] p95(BenchOptions options, double rate, Terminal terminal) {
        Tastes tastes = new Tastes(new Random(options.seed()), TASTES);
        try (BenchCore core = new BenchCore(options.data(), Map.of());
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(trusting(new Pin(core.bootstrap().pin())))
                        .build()) {
            List<BenchViewer> viewers =
                    core.enrol(VIEWERS, client, core.bootstrap().https());
            List<List<Embedding>> pushes = new ArrayList<>();
            for (int n = 0; n < TASTES; n++) {
                List<Embedding> push = new ArrayList<>();
                for (int p = 0; p < EACH; p++) {
                    push.add(tastes.near((n + p) % TASTES, CLOSE));
                }
                pushes.add(push);
            }
            AtomicInteger turn = new AtomicInteger();
            double[] runs = new double[options.runs()];
            try (OpenLoop loop = new OpenLoop(
                    rate,
                    () -> {
                        int n = turn.getAndIncrement();
                        return sync(viewers.get(n % VIEWERS), pushes.get(n % TASTES));
                    },
                    new Random(options.seed()))) {
                LockSupport.parkNanos(WARM_UP.toNanos());
                for (int run = 0; run < runs.length; run++) {
                    long from = System.nanoTime();
                    LockSupport.parkNanos(MEASURED.toNanos());
                    Timeline.Window window = loop.timeline().window(from, System.nanoTime());
                    runs[run] = window.p95Millis();
                    terminal.line(String.format(
                            Locale.ROOT,
                            "  HTTPS, %.0f syncs/s: p50 %.1f, p95 %.1f ms; %d refused, %d failed",
                            rate,
                            window.p50Millis(),
                            window.p95Millis(),
                            window.refused(),
                            window.failed()));
                }
            }
            return runs;
        }
    }

    private static Outcome sync(BenchViewer viewer, List<Embedding> patterns) {
        synchronized (viewer) {
            return viewer.sync(patterns).hasPushAck() ? Outcome.SERVED : Outcome.REFUSED;
        }
    }

    private static SSLContext trusting(Pin pin) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    null,
                    new TrustManager[] {
                        new KeyTrust(actual -> {
                            if (!actual.equals(pin)) {
                                throw new CertificateException("the Core has another key than the pinned one");
                            }
                        })
                    },
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new BenchException("no TLS 1.3 here: " + e.getMessage(), e);
        }
    }
}
